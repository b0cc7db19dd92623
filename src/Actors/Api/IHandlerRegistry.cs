using Akka.Actor;

namespace AkkaSocketIo;

/// <summary>
/// Where the handlers of a namespace are registered, at any time and from any thread. They serve the sockets that connect
/// from then on, and those of events also the sockets that are there.
/// </summary>
/// <typeparam name="TSelf">What the methods return, so that calls can be chained.</typeparam>
public interface IHandlerRegistry<out TSelf>
{
    /// <summary>
    /// Asked before a socket is connected, in the order of registration. Throwing <see cref="SocketIoException"/> refuses with
    /// its message and data; any other exception refuses with <c>internal error</c> and is logged; returning without having
    /// called the second argument refuses with <c>Forbidden</c>. All together have <c>connect-timeout</c>.
    /// </summary>
    TSelf Use(Func<ISocket, Func<Task>, Task> middleware);

    /// <summary>Asked before the handlers of each event of all sockets, and before the sockets' own middlewares.</summary>
    /// <inheritdoc cref="ISocket.Use"/>
    TSelf UseForEvents(Func<EventPacket, Func<Task>, Task> middleware);

    /// <summary>Runs for each socket that has connected, before its first event.</summary>
    TSelf OnConnection(Action<ISocket> handler);

    /// <summary>Runs for each socket that has connected; its events wait for the task.</summary>
    TSelf OnConnection(Func<ISocket, Task> handler);

    /// <summary>
    /// Runs for each socket that has connected; its events wait for the task. Parameters are <see cref="ISocket"/>,
    /// <see cref="INamespace"/>, <see cref="CancellationToken"/>, and with <c>[FromServices]</c> or <c>[FromKeyedServices]</c>
    /// services from a scope that ends with the task. What it returns else is dropped.
    /// </summary>
    /// <exception cref="ArgumentException">A parameter cannot be filled.</exception>
    TSelf OnConnection(Delegate handler);

    /// <summary>Handles an event of all sockets, before their own handlers: costs nothing for each connection.</summary>
    /// <inheritdoc cref="ISocket.On(string, Delegate)"/>
    TSelf On(string eventName, Delegate handler);

    /// <inheritdoc cref="On(string, Delegate)"/>
    TSelf On(string eventName, Action<EventContext> handler);

    /// <inheritdoc cref="On(string, Delegate)"/>
    TSelf On(string eventName, Func<EventContext, Task> handler);

    /// <summary>Runs for each socket that has ended, while its rooms are still known.</summary>
    TSelf OnDisconnecting(Action<ISocket, DisconnectReason> handler);

    /// <inheritdoc cref="OnDisconnecting(Action{ISocket, DisconnectReason})"/>
    TSelf OnDisconnecting(Func<ISocket, DisconnectReason, Task> handler);

    /// <summary>Runs for each socket that has ended and left its rooms.</summary>
    TSelf OnDisconnect(Action<ISocket, DisconnectReason> handler);

    /// <inheritdoc cref="OnDisconnect(Action{ISocket, DisconnectReason})"/>
    TSelf OnDisconnect(Func<ISocket, DisconnectReason, Task> handler);

    /// <summary>
    /// Gives each socket that connects from then on a handler actor of its own, a child of the socket's actor, which is told
    /// <see cref="SocketConnected"/>, every <see cref="SocketEvent"/>, <see cref="SocketDisconnecting"/> and
    /// <see cref="SocketDisconnected"/>. Delegates and classes that handle the same event run before. It stops with its socket; if
    /// it stops before, the socket is disconnected. Reading goes on as it handles its messages; where the props are a router's,
    /// its routees say <see cref="SocketEvent.Done"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The namespace has a handler actor already.</exception>
    TSelf HandleWith(Func<ISocket, Props> handler);

    /// <summary>
    /// Tells the messages of all sockets to one actor, router or shard region of this process, which lives on when a socket ends.
    /// The receiver says <see cref="SocketEvent.Done"/> for each event; without that it counts as handled after
    /// <c>handler-timeout</c>.
    /// </summary>
    /// <inheritdoc cref="HandleWith(Func{ISocket, Props})"/>
    TSelf HandleWith(IActorRef receiver);

    /// <summary>
    /// Runs when a client that could have taken its session up again (<c>connection-state-recovery</c>) has not done so in time, or
    /// can do so no more. On any thread.
    /// </summary>
    TSelf OnSessionExpired(Action<ExpiredSession> handler);

    /// <inheritdoc cref="OnSessionExpired(Action{ExpiredSession})"/>
    TSelf OnSessionExpired(Func<ExpiredSession, Task> handler);

    /// <summary>Takes what went wrong in the namespace, which is then not logged. Runs where it went wrong: on any thread.</summary>
    TSelf OnError(Action<SocketError> handler);

    /// <inheritdoc cref="OnError(Action{SocketError})"/>
    TSelf OnError(Func<SocketError, Task> handler);
}
