using Akka.Actor;
using AkkaSocketIo.Actors.Broadcasting;
using AkkaSocketIo.Actors.Configuration;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>A namespace on this node: its handlers, its sockets, and the way to them.</summary>
internal sealed class Namespace : HandlerRegistrar<INamespace>, INamespace
{
    private readonly LocalRooms _rooms = new();
    private long _ackId = -1;

    /// <param name="name">With its slash.</param>
    /// <param name="node">The node.</param>
    /// <param name="series">What metrics call it: a dynamic namespace has its pattern's name, since clients choose its own.</param>
    public Namespace(string name, SocketIoNode node, string? series = null)
        : base(node.Binder)
    {
        Name = name;
        Node = node;
        Series = series ?? name;
        LogName = SocketLog.Harmless(name);
        Settings = node.Settings.ForNamespace(name);
        Adapter = new LocalAdapter(Series, _rooms, node.Metrics);
    }

    public string Name { get; }

    public string Series { get; }

    /// <summary>What logs call it.</summary>
    public string LogName { get; }

    public SocketIoNode Node { get; }

    public NamespaceSettings Settings { get; }

    public IAdapter Adapter { get; }

    public LocalRooms Rooms => _rooms;

    /// <summary>The actor that admits its sockets; the parent of such actors until there is one.</summary>
    public IActorRef? Actor { get; set; }

    protected override INamespace Self => this;

    public IReadOnlyCollection<ISocket> Sockets => Array.ConvertAll(_rooms.Everybody, ISocket (m) => m.Socket);

    /// <summary>Ids of acknowledgements: one sequence for all sockets, so that one packet can ask many.</summary>
    public long NextAckId() => Interlocked.Increment(ref _ackId);

    public IBroadcastOperator To(params ReadOnlySpan<string> rooms) => new BroadcastOperator(this, BroadcastTarget.Everybody.To(rooms));

    public IBroadcastOperator In(params ReadOnlySpan<string> rooms) => To(rooms);

    public IBroadcastOperator Except(params ReadOnlySpan<string> rooms) => new BroadcastOperator(this, BroadcastTarget.Everybody.But(rooms));

    public Task<int> CountAsync(CancellationToken cancellationToken = default) =>
        Adapter.CountAsync(BroadcastTarget.Everybody, cancellationToken).AsTask();

    public void Broadcast(BroadcastTarget target, string eventName, ReadOnlySpan<object?> arguments)
    {
        var packet = Encode(eventName, arguments);
        Node.ThrowIfBufferIsFull();
        Adapter.Broadcast(target, packet);
    }

    public ValueTask BroadcastAsync(BroadcastTarget target, string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken)
    {
        var packet = Encode(eventName, arguments);
        if (!Node.Buffer.IsFull && !cancellationToken.IsCancellationRequested && Adapter.HasRoom(target))
        {
            Adapter.Broadcast(target, packet);
            return default;
        }

        return WaitAndBroadcastAsync(target, packet, cancellationToken);
    }

    /// <summary>Tells whoever wants to know what went wrong; the log, if nobody does.</summary>
    public void Report(Socket socket, string? eventName, SocketErrorPhase phase, Exception exception)
    {
        var error = new SocketError(exception, phase, this, socket, eventName);
        if (Handlers.Errors.Length == 0)
        {
            Node.Log.SocketFailed(error);
        }

        foreach (var handler in Handlers.Errors)
        {
            _ = RunAsync(handler, error);
        }
    }

    private async Task RunAsync(Func<SocketError, Task> handler, SocketError error)
    {
        try
        {
            await handler(error).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Node.Log.ErrorHandlerFailed(e, SocketLog.Harmless(Name));
        }
    }

    protected override void EmitCore(string eventName, ReadOnlySpan<object?> arguments) =>
        Broadcast(BroadcastTarget.Everybody, eventName, arguments);

    protected override ValueTask EmitCoreAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        BroadcastAsync(BroadcastTarget.Everybody, eventName, arguments, cancellationToken);

    private EncodedPacket Encode(string eventName, ReadOnlySpan<object?> arguments) =>
        EventEncoder.Event(Name, eventName, arguments, SocketIoPacket.NoId, Node.Json);

    private async ValueTask WaitAndBroadcastAsync(BroadcastTarget target, EncodedPacket packet, CancellationToken cancellationToken)
    {
        await Node.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
        await Adapter.WaitForRoomAsync(target, cancellationToken).ConfigureAwait(false);
        Adapter.Broadcast(target, packet);
    }
}
