using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Broadcasting;

/// <summary>
/// Who is in which room of one namespace, and the way of a broadcast to them. Called on any thread; what a call changes here
/// is in force when it returns, its task completes when it is in force everywhere.
/// </summary>
internal interface IAdapter
{
    /// <summary>The member is connected: from now on it is reached.</summary>
    void Show(RoomMember member);

    /// <summary>The member has ended: it is reached no more, its rooms are still known.</summary>
    void Hide(RoomMember member);

    /// <summary>Forgets a hidden member's rooms.</summary>
    void Forget(RoomMember member);

    ValueTask JoinAsync(RoomMember member, ReadOnlySpan<string> rooms);

    ValueTask LeaveAsync(RoomMember member, string room);

    void Broadcast(BroadcastTarget target, EncodedPacket packet);

    /// <summary>Whether the receivers have read enough for more.</summary>
    bool HasRoom(BroadcastTarget target);

    /// <summary>Completes when the receivers have read enough for more.</summary>
    ValueTask WaitForRoomAsync(BroadcastTarget target, CancellationToken cancellationToken);

    ValueTask<int> CountAsync(BroadcastTarget target, CancellationToken cancellationToken);
}
