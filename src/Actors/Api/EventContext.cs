using System.Text.Json;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo;

/// <summary>One event that is being handled. Shared by its handlers, which run one after the other.</summary>
public sealed class EventContext
{
    private readonly IEventOrigin _socket;
    private SocketIoPacket _packet;
    private EventArguments? _arguments;
    private Ack? _ack;
    private IServiceScope? _scope;
    private List<object>? _owned;

    internal EventContext(IEventOrigin socket, SocketIoPacket packet, string name)
    {
        _socket = socket;
        _packet = packet;
        Name = name;
    }

    /// <summary>The socket that sent it.</summary>
    /// <exception cref="InvalidOperationException">Another server has sent it.</exception>
    public ISocket Socket => _socket.Socket;

    /// <summary>The event's name.</summary>
    public string Name { get; private set; }

    /// <summary>Its arguments.</summary>
    public EventArguments Arguments => _arguments ??= new EventArguments(_packet, 1, _socket.Json);

    /// <summary>For the acknowledgement; null if the client wants none.</summary>
    public Ack? Ack => _packet.Id == SocketIoPacket.NoId ? null : AckOrNone;

    /// <summary>Services in a scope of this event, which is made at the first use and disposed when the handlers have finished.</summary>
    public IServiceProvider Services => (_scope ??= _socket.Node.Services.CreateScope()).ServiceProvider;

    /// <summary>Fires when the socket has ended.</summary>
    public CancellationToken Aborted => _socket.Aborted;

    /// <summary>For handlers that take an <see cref="AkkaSocketIo.Ack"/> whether the client wants one or not.</summary>
    internal Ack AckOrNone => _ack ??= new Ack(_socket, _packet.Id);

    internal SocketIoPacket Packet => _packet;

    internal JsonSerializerOptions Json => _socket.Json;

    /// <summary>The arguments from an index on.</summary>
    internal EventArguments ArgumentsFrom(int index) => index == 0 ? Arguments : new EventArguments(_packet, index + 1, _socket.Json);

    internal INamespace Namespace => _socket.Namespace;

    internal bool WantsAck => _packet.Id != SocketIoPacket.NoId;

    internal int ArgumentCount => Math.Max(0, _packet.Elements.Count - 1);

    /// <summary>An argument by its index, without the detour over <see cref="Arguments"/>.</summary>
    internal T? Read<T>(int index) => PacketArguments.Read<T>(_packet, index + 1, _socket.Json);

    /// <summary>A middleware has changed the event.</summary>
    internal void Replace(SocketIoPacket packet, string name)
    {
        _packet = packet;
        _arguments = null;
        Name = name;
    }

    /// <summary>Disposes an object, before its services, when the handlers have finished.</summary>
    internal void Own(object disposable) => (_owned ??= []).Add(disposable);

    internal ValueTask DisposeScopeAsync() =>
        _owned is not null ? DisposeAllAsync(_owned)
        : _scope is not null ? Owned.DisposeAsync(_scope)
        : default;

    private async ValueTask DisposeAllAsync(List<object> owned)
    {
        try
        {
            foreach (var disposable in owned)
            {
                await Owned.DisposeAsync(disposable).ConfigureAwait(false);
            }
        }
        finally
        {
            if (_scope is not null)
            {
                await Owned.DisposeAsync(_scope).ConfigureAwait(false);
            }
        }
    }
}
