namespace AkkaSocketIo;

/// <summary>
/// A socket of any server, as <see cref="IBroadcastOperator.FetchSocketsAsync"/> finds it. Those of this server are
/// <see cref="ISocket"/>; of others it is what was true when they were asked, and what is done to them is done there.
/// </summary>
public interface IRemoteSocket : ISocketEmitter
{
    /// <summary>
    /// The socket's own id, another one than the connection's; also a room with this socket in it. Of a client of Engine.IO
    /// revision 3 (<c>allow-eio3</c>) it is the connection's, with the namespace in front where that is not <c>/</c>.
    /// </summary>
    string Id { get; }

    /// <summary>The connection's first request, and what the client sent with CONNECT.</summary>
    Handshake Handshake { get; }

    /// <summary>
    /// The rooms that it is in, as they are now: a copy. Still there in <c>disconnecting</c>, empty in <c>disconnect</c>.
    /// </summary>
    IReadOnlySet<string> Rooms { get; }

    /// <summary>Values that belong to the socket, kept as JSON. Those of another server's socket can only be read.</summary>
    SocketData Data { get; }

    /// <summary>
    /// Joins rooms, which exist while somebody is in them. In force when the call returns, for a socket of another server when
    /// its task completes. After the socket has ended it does nothing.
    /// </summary>
    ValueTask Join(params ReadOnlySpan<string> rooms);

    /// <summary>Leaves rooms; see <see cref="Join"/>.</summary>
    ValueTask Leave(params ReadOnlySpan<string> rooms);

    /// <summary>
    /// Ends the socket after what was emitted to it before. With <paramref name="close"/> the client's sockets in all
    /// namespaces end, and then its connection.
    /// </summary>
    void Disconnect(bool close = false);
}
