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

    /// <summary>Runs for each socket that has connected, before its first event.</summary>
    TSelf OnConnection(Action<ISocket> handler);

    /// <summary>Runs for each socket that has connected; its events wait for the task.</summary>
    TSelf OnConnection(Func<ISocket, Task> handler);

    /// <summary>Handles an event of all sockets, before their own handlers: costs nothing for each connection.</summary>
    /// <inheritdoc cref="ISocket.On(string, Delegate)"/>
    TSelf On(string eventName, Delegate handler);

    /// <inheritdoc cref="On(string, Delegate)"/>
    TSelf On(string eventName, Action<EventContext> handler);

    /// <inheritdoc cref="On(string, Delegate)"/>
    TSelf On(string eventName, Func<EventContext, Task> handler);

    /// <summary>Runs for each socket that has ended and left its rooms.</summary>
    TSelf OnDisconnect(Action<ISocket, DisconnectReason> handler);

    /// <inheritdoc cref="OnDisconnect(Action{ISocket, DisconnectReason})"/>
    TSelf OnDisconnect(Func<ISocket, DisconnectReason, Task> handler);

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
