namespace AkkaSocketIo.Actors.Tests.Support;

/// <summary>An adapter that can be named, and no more.</summary>
public class NoAdapter : IAdapter
{
    public NoAdapter(ILocalAdapter local) => ArgumentNullException.ThrowIfNull(local);

    protected NoAdapter()
    {
    }

    public void Show(IRoomMember member) => throw new NotSupportedException();

    public void Hide(IRoomMember member) => throw new NotSupportedException();

    public void Forget(IRoomMember member) => throw new NotSupportedException();

    public ValueTask JoinAsync(IRoomMember member, ReadOnlySpan<string> rooms) => throw new NotSupportedException();

    public ValueTask LeaveAsync(IRoomMember member, ReadOnlySpan<string> rooms) => throw new NotSupportedException();

    public virtual void Broadcast(BroadcastTarget target, BroadcastPacket packet) => throw new NotSupportedException();

    public Task BroadcastWithAcksAsync(BroadcastTarget target, BroadcastPacket packet, IAckCollector acks, CancellationToken ended) => throw new NotSupportedException();

    public bool HasRoom(BroadcastTarget target) => throw new NotSupportedException();

    public ValueTask WaitForRoomAsync(BroadcastTarget target, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<int> CountAsync(BroadcastTarget target, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<SocketQuery> FetchSocketsAsync(BroadcastTarget target, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyCollection<string>> RoomsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask SocketsJoinAsync(BroadcastTarget target, ReadOnlySpan<string> rooms) => throw new NotSupportedException();

    public ValueTask SocketsLeaveAsync(BroadcastTarget target, ReadOnlySpan<string> rooms) => throw new NotSupportedException();

    public ValueTask DisconnectSocketsAsync(BroadcastTarget target, bool close) => throw new NotSupportedException();

    public void ServerSideEmit(BroadcastPacket packet) => throw new NotSupportedException();

    public Task ServerSideEmitWithAcksAsync(BroadcastPacket packet, IAckCollector acks, CancellationToken ended) => throw new NotSupportedException();

    public ValueTask CloseAsync() => throw new NotSupportedException();
}
