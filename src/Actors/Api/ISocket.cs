using System.Security.Claims;

namespace AkkaSocketIo;

/// <summary>
/// A client in one namespace. Safe from any thread. Its handlers run one at a time and in the order of the events
/// (<c>parallel-handlers</c> changes that); a handler that awaits an acknowledgement lets the next one start.
/// </summary>
public interface ISocket : IRemoteSocket
{
    /// <summary>The namespace that it is in.</summary>
    INamespace Namespace { get; }

    /// <summary>The user that ASP.NET's authentication found at the handshake.</summary>
    ClaimsPrincipal User { get; }

    /// <summary>The Engine.IO connection, which the client's sockets in other namespaces share.</summary>
    IConnection Connection { get; }

    /// <summary>Objects that belong to the socket in this process. Not thread-safe by itself.</summary>
    IDictionary<object, object?> Items { get; }

    /// <summary>False in a middleware, and from the moment at which the socket ends.</summary>
    bool Connected { get; }

    /// <summary>
    /// When the client's right to be here ends, such as its token's. Then the connection is closed with the reason
    /// <c>token expired</c>, so that the client connects again, with a new token. May be set in a middleware, changed at any
    /// time, and taken away with null. Looked at once a second at most.
    /// </summary>
    DateTimeOffset? ExpiresAt { get; set; }

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

    /// <summary>
    /// Asked before the handlers of each event run, in the order of registration, those of the namespace first. It may change
    /// the event. Throwing stops the event as a handler that throws does; returning without having called the second argument
    /// drops it. The handlers run when all middlewares have returned. It belongs to the event's turn: the next event waits.
    /// </summary>
    void Use(Func<EventPacket, Func<Task>, Task> middleware);

    /// <summary>
    /// Hears each event that comes in, before the middlewares and the handlers, and whether there are any or not. What it
    /// throws goes to <c>OnError</c>, and the event goes on.
    /// </summary>
    void OnAny(Action<EventContext> listener);

    /// <summary>Hears each event that comes in; its middlewares and handlers wait for the task.</summary>
    /// <inheritdoc cref="OnAny(Action{EventContext})"/>
    void OnAny(Func<EventContext, Task> listener);

    /// <summary>The same as <see cref="OnAny(Action{EventContext})"/>, but before the listeners that are there.</summary>
    void PrependAny(Action<EventContext> listener);

    /// <summary>The same as <see cref="OnAny(Func{EventContext, Task})"/>, but before the listeners that are there.</summary>
    void PrependAny(Func<EventContext, Task> listener);

    /// <summary>Takes a listener of <c>OnAny</c> or <c>PrependAny</c> away; all of them when it is null.</summary>
    void OffAny(Delegate? listener = null);

    /// <summary>The listeners of <c>OnAny</c> and <c>PrependAny</c>, in their order: a copy.</summary>
    IReadOnlyList<Delegate> ListenersAny { get; }

    /// <summary>
    /// Hears each event that is sent to this socket, also by a broadcast, but no acknowledgements: name and arguments. Runs on
    /// the thread that emits; what the listener emits itself is not heard. What it throws goes to <c>OnError</c>. The events
    /// of a socket with listeners are decoded for them, as they are sent: in a namespace with recovery the last argument can be
    /// the event's offset, or a null that stands in its place.
    /// </summary>
    void OnAnyOutgoing(Action<string, EventArguments> listener);

    /// <summary>The same as <see cref="OnAnyOutgoing"/>, but before the listeners that are there.</summary>
    void PrependAnyOutgoing(Action<string, EventArguments> listener);

    /// <summary>Takes a listener of <c>OnAnyOutgoing</c> or <c>PrependAnyOutgoing</c> away; all of them when it is null.</summary>
    void OffAnyOutgoing(Action<string, EventArguments>? listener = null);

    /// <summary>The listeners of <c>OnAnyOutgoing</c> and <c>PrependAnyOutgoing</c>, in their order: a copy.</summary>
    IReadOnlyList<Action<string, EventArguments>> ListenersAnyOutgoing { get; }

    /// <summary>Runs when the socket has ended, while its rooms are still known.</summary>
    void OnDisconnecting(Action<DisconnectReason> handler);

    /// <inheritdoc cref="OnDisconnecting(Action{DisconnectReason})"/>
    void OnDisconnecting(Func<DisconnectReason, Task> handler);

    /// <summary>Runs when the socket has ended and left its rooms, after the events that had arrived before.</summary>
    void OnDisconnect(Action<DisconnectReason> handler);

    /// <inheritdoc cref="OnDisconnect(Action{DisconnectReason})"/>
    void OnDisconnect(Func<DisconnectReason, Task> handler);
}
