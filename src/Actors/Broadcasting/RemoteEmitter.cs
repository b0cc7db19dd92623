using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo.Actors.Broadcasting;

/// <summary>Emits to one socket of whichever node, which is reached as the only member of its own room.</summary>
internal class RemoteEmitter(Namespace nsp, BroadcastTarget target) : SocketEmitter
{
    public override ISocketEmitter Volatile => new RemoteEmitter(nsp, target with { Volatile = true });

    public override ISocketEmitter Compress(bool compress) => new RemoteEmitter(nsp, target with { Compress = compress });

    public override ISocketEmitter Timeout(TimeSpan timeout) => new RemoteEmitter(nsp, target with { Timeout = EmitFlags.CheckTimeout(timeout) });

    protected override void EmitCore(string eventName, ReadOnlySpan<object?> arguments) => nsp.Broadcast(target, eventName, arguments);

    protected override ValueTask EmitCoreAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        nsp.BroadcastAsync(target, eventName, arguments, cancellationToken);

    protected override Task<T> AskCoreAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        FirstAsync(nsp.AskAsync<T>(target, eventName, arguments, cancellationToken));

    private static async Task<T> FirstAsync<T>(Task<IReadOnlyList<T>> asking)
    {
        var answers = await asking.ConfigureAwait(false);
        return answers.Count > 0 ? answers[0] : throw new SocketDisconnectedException(new DisconnectReason("", "it is on no server", false));
    }
}

/// <summary>A socket of another node, as that node has described it.</summary>
internal sealed class RemoteSocket(Namespace nsp, string id, Handshake handshake, IReadOnlySet<string> rooms, SocketData data)
    : RemoteEmitter(nsp, BroadcastTarget.Everybody.To(id)), IRemoteSocket
{
    private readonly BroadcastTarget _self = BroadcastTarget.Everybody.To(id);

    public string Id => id;

    public Handshake Handshake => handshake;

    public IReadOnlySet<string> Rooms => rooms;

    public SocketData Data => data;

    private Namespace Nsp { get; } = nsp;

    public ValueTask Join(params ReadOnlySpan<string> rooms) => Nsp.Adapter.SocketsJoinAsync(_self, RoomNames.Checked(rooms));

    public ValueTask Leave(params ReadOnlySpan<string> rooms) => Nsp.Adapter.SocketsLeaveAsync(_self, RoomNames.Checked(rooms));

    public void Disconnect(bool close = false) => _ = Nsp.Adapter.DisconnectSocketsAsync(_self, close).AsTask();
}
