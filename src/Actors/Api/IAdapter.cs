namespace AkkaSocketIo;

/// <summary>
/// Who is in which room of one namespace, and the way of a broadcast to them, on this server and on others. One that spans
/// servers tells the others what it is asked, and asks <see cref="ILocalAdapter"/> for this server's part: nearly every
/// method here is there too. Called on any thread and never concurrently for one socket's joins and leaves by one caller. What
/// a call changes on this server is in force when it returns; its task completes when it is in force everywhere.
/// </summary>
public interface IAdapter
{
    /// <summary>The socket is connected: from now on it is reached.</summary>
    void Show(IRoomMember member);

    /// <summary>The socket has ended: it is reached no more, its rooms are still known.</summary>
    void Hide(IRoomMember member);

    /// <summary>Forgets an ended socket's rooms.</summary>
    void Forget(IRoomMember member);

    /// <summary>The socket joins rooms. It may not be connected yet, and is not reached by them then.</summary>
    ValueTask JoinAsync(IRoomMember member, ReadOnlySpan<string> rooms);

    /// <summary>The socket leaves rooms.</summary>
    ValueTask LeaveAsync(IRoomMember member, ReadOnlySpan<string> rooms);

    /// <summary>Sends a packet to who is meant. Does not wait; what cannot be told to another server is the adapter's to log.</summary>
    void Broadcast(BroadcastTarget target, BroadcastPacket packet);

    /// <summary>
    /// Sends a packet that asks for acknowledgements. Its task completes when everybody who was asked has been named to the
    /// collector; answers are added whenever they come.
    /// </summary>
    /// <param name="target">Who is asked.</param>
    /// <param name="packet">What they get.</param>
    /// <param name="acks">What takes the answers.</param>
    /// <param name="ended">Fires when nobody waits any more, also after all have answered.</param>
    Task BroadcastWithAcksAsync(BroadcastTarget target, BroadcastPacket packet, IAckCollector acks, CancellationToken ended);

    /// <summary>Whether the receivers have read enough for more. It only looks: at this server's, mostly.</summary>
    bool HasRoom(BroadcastTarget target);

    /// <summary>Completes when the receivers have read enough for more.</summary>
    ValueTask WaitForRoomAsync(BroadcastTarget target, CancellationToken cancellationToken);

    /// <summary>How many sockets are meant.</summary>
    ValueTask<int> CountAsync(BroadcastTarget target, CancellationToken cancellationToken);

    /// <summary>The sockets that are meant.</summary>
    ValueTask<SocketQuery> FetchSocketsAsync(BroadcastTarget target, CancellationToken cancellationToken);

    /// <summary>The rooms that have members, but for each socket's own.</summary>
    ValueTask<IReadOnlyCollection<string>> RoomsAsync(CancellationToken cancellationToken);

    /// <summary>All who are meant join rooms.</summary>
    ValueTask SocketsJoinAsync(BroadcastTarget target, ReadOnlySpan<string> rooms);

    /// <summary>All who are meant leave rooms.</summary>
    ValueTask SocketsLeaveAsync(BroadcastTarget target, ReadOnlySpan<string> rooms);

    /// <summary>All who are meant are disconnected; with <paramref name="close"/> their connections are closed.</summary>
    ValueTask DisconnectSocketsAsync(BroadcastTarget target, bool close);

    /// <summary>Takes an event to the other servers' <see cref="ILocalAdapter.ReceiveAsync"/>, and not to this one.</summary>
    void ServerSideEmit(BroadcastPacket packet);

    /// <summary>
    /// The same, with their answers. Servers are named to the collector as sockets are in
    /// <see cref="BroadcastWithAcksAsync"/>.
    /// </summary>
    Task ServerSideEmitWithAcksAsync(BroadcastPacket packet, IAckCollector acks, CancellationToken ended);

    /// <summary>The namespace is given up, or the server stops: nothing is called afterwards.</summary>
    ValueTask CloseAsync();
}
