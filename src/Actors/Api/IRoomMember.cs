namespace AkkaSocketIo;

/// <summary>A socket of this server, as its namespace's adapter knows it.</summary>
public interface IRoomMember
{
    /// <summary>The socket's id, which is also a room with this socket in it.</summary>
    string Id { get; }
}
