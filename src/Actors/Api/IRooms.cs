namespace AkkaSocketIo;

/// <summary>
/// The rooms of a namespace. A room is there while somebody is in it. The room that is named by a socket's id, with this
/// socket in it, is not counted and not listed, but events tell of it. Safe from any thread.
/// </summary>
/// <remarks>
/// Events tell what has happened on this server, to connected sockets: one after the other, in its order, on a thread of the
/// pool, shortly afterwards. When a socket ends it leaves its rooms before <c>disconnecting</c> runs. Nothing is done for events that
/// nobody listens to. What a handler throws is logged. Where others have joined the room of a socket's id, their room and the
/// socket's own are told of as two.
/// </remarks>
public interface IRooms
{
    /// <summary>How many rooms have members on this server.</summary>
    int Count { get; }

    /// <summary>Their names, as they are now: a copy.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>The names of the rooms that have members on any server.</summary>
    Task<IReadOnlyCollection<string>> NamesAsync(CancellationToken cancellationToken = default);

    /// <summary>How many sockets of this server are in a room; of all servers: <see cref="IBroadcastOperator.CountAsync"/>.</summary>
    int CountOf(string room);

    /// <summary>A room got its first member, and <see cref="Joined"/> follows (<c>create-room</c>).</summary>
    event Action<string> Created;

    /// <summary>A socket has joined a room: the room, and the socket's id (<c>join-room</c>).</summary>
    event Action<string, string> Joined;

    /// <summary>A socket has left a room: the room, and the socket's id (<c>leave-room</c>).</summary>
    event Action<string, string> Left;

    /// <summary>The last member has left a room (<c>delete-room</c>).</summary>
    event Action<string> Deleted;
}
