using System.Security.Claims;

namespace AkkaSocketIo;

/// <summary>
/// A client in one namespace. Safe from any thread. Its handlers run one at a time and in the order of the events
/// (<c>parallel-handlers</c> changes that); a handler that awaits an acknowledgement lets the next one start.
/// </summary>
public interface ISocket : ISocketEmitter
{
    /// <summary>The socket's own id, another one than the connection's; also a room with this socket in it.</summary>
    string Id { get; }

    /// <summary>The namespace that it is in.</summary>
    INamespace Namespace { get; }

    /// <summary>The connection's first request, and what the client sent with CONNECT.</summary>
    Handshake Handshake { get; }

    /// <summary>The user that ASP.NET's authentication found at the handshake.</summary>
    ClaimsPrincipal User { get; }

    /// <summary>The Engine.IO connection, which the client's sockets in other namespaces share.</summary>
    IConnection Connection { get; }

    /// <summary>Values that belong to the socket, kept as JSON.</summary>
    SocketData Data { get; }

    /// <summary>Objects that belong to the socket in this process. Not thread-safe by itself.</summary>
    IDictionary<object, object?> Items { get; }

    /// <summary>
    /// The rooms that it is in, as they are now: a copy. Still there in <c>disconnecting</c>, empty in <c>disconnect</c>.
    /// </summary>
    IReadOnlySet<string> Rooms { get; }

    /// <summary>False in a middleware, and from the moment at which the socket ends.</summary>
    bool Connected { get; }

    /// <summary>
    /// The client has come back within <c>max-disconnection-duration</c>: this socket has the id, the rooms and the data of its
    /// earlier one, and the client gets what it missed. <see cref="Items"/> are new. Handlers of <c>OnConnection</c> run as for any socket.
    /// </summary>
    bool Recovered { get; }

    /// <summary>Fires when the socket ends, or its connection is refused.</summary>
    CancellationToken Aborted { get; }

    /// <summary>Everybody in the namespace but this socket.</summary>
    IBroadcastOperator Broadcast { get; }

    /// <summary>Everybody in these rooms but this socket.</summary>
    IBroadcastOperator To(params ReadOnlySpan<string> rooms);

    /// <summary>The same as <see cref="To"/>.</summary>
    IBroadcastOperator In(params ReadOnlySpan<string> rooms);

    /// <summary>Everybody in the namespace but this socket and those in these rooms.</summary>
    IBroadcastOperator Except(params ReadOnlySpan<string> rooms);

    /// <summary>
    /// Handles an event. Parameters take the event's arguments in order, by their types. <see cref="ISocket"/>,
    /// <see cref="INamespace"/>, <see cref="EventContext"/>, <see cref="EventArguments"/>, <see cref="Ack"/>,
    /// <see cref="CancellationToken"/> and parameters with <c>[FromServices]</c> or <c>[FromKeyedServices]</c> are filled in
    /// and take none. What the handler returns, also by a task, is the acknowledgement, if the client wants one.
    /// </summary>
    /// <exception cref="ArgumentException">The name is reserved, or a parameter cannot be filled.</exception>
    ISocket On(string eventName, Delegate handler);

    /// <summary>Handles an event without binding its arguments.</summary>
    /// <exception cref="ArgumentException">The name is reserved.</exception>
    ISocket On(string eventName, Action<EventContext> handler);

    /// <summary>Handles an event without binding its arguments; the next event waits for the task.</summary>
    /// <exception cref="ArgumentException">The name is reserved.</exception>
    ISocket On(string eventName, Func<EventContext, Task> handler);

    /// <summary>Handles the next event of this name and no other.</summary>
    /// <inheritdoc cref="On(string, Delegate)"/>
    ISocket Once(string eventName, Delegate handler);

    /// <summary>Handles the next event of this name and no other.</summary>
    /// <inheritdoc cref="On(string, Action{EventContext})"/>
    ISocket Once(string eventName, Action<EventContext> handler);

    /// <summary>Handles the next event of this name and no other.</summary>
    /// <inheritdoc cref="On(string, Func{EventContext, Task})"/>
    ISocket Once(string eventName, Func<EventContext, Task> handler);

    /// <summary>Removes the socket's own handlers of an event; those of the namespace stay.</summary>
    void Off(string eventName);

    /// <summary>Runs when the socket has ended, while its rooms are still known.</summary>
    void OnDisconnecting(Action<DisconnectReason> handler);

    /// <inheritdoc cref="OnDisconnecting(Action{DisconnectReason})"/>
    void OnDisconnecting(Func<DisconnectReason, Task> handler);

    /// <summary>Runs when the socket has ended and left its rooms, after the events that had arrived before.</summary>
    void OnDisconnect(Action<DisconnectReason> handler);

    /// <inheritdoc cref="OnDisconnect(Action{DisconnectReason})"/>
    void OnDisconnect(Func<DisconnectReason, Task> handler);

    /// <summary>
    /// Joins rooms, which exist while somebody is in them. In force when the call returns. After the socket has ended it does
    /// nothing.
    /// </summary>
    ValueTask Join(params ReadOnlySpan<string> rooms);

    /// <summary>Leaves a room. In force when the call returns.</summary>
    ValueTask Leave(string room);

    /// <summary>
    /// Ends the socket after what was emitted to it before. With <paramref name="close"/> the client's sockets in all
    /// namespaces end, and then its connection.
    /// </summary>
    void Disconnect(bool close = false);
}
