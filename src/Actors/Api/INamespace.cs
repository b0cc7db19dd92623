namespace AkkaSocketIo;

/// <summary>
/// A namespace: sockets that share handlers and rooms. Handlers may be registered at any time and from any thread; they
/// serve the sockets that connect from then on, and those of events also the sockets that are there.
/// </summary>
public interface INamespace : IBroadcastOperator
{
    /// <summary>The name, with its slash.</summary>
    string Name { get; }

    /// <summary>The connected sockets of this process, as they are now: a copy.</summary>
    IReadOnlyCollection<ISocket> Sockets { get; }

    /// <summary>
    /// Asked before a socket is connected, in the order of registration. Throwing <see cref="SocketIoException"/> refuses with
    /// its message and data; any other exception refuses with <c>internal error</c> and is logged; returning without having
    /// called the second argument refuses with <c>Forbidden</c>. All together have <c>connect-timeout</c>.
    /// </summary>
    INamespace Use(Func<ISocket, Func<Task>, Task> middleware);

    /// <summary>Runs for each socket that has connected, before its first event.</summary>
    INamespace OnConnection(Action<ISocket> handler);

    /// <summary>Runs for each socket that has connected; its events wait for the task.</summary>
    INamespace OnConnection(Func<ISocket, Task> handler);

    /// <summary>Handles an event of all sockets, before their own handlers: costs nothing for each connection.</summary>
    /// <inheritdoc cref="ISocket.On(string, Delegate)"/>
    INamespace On(string eventName, Delegate handler);

    /// <inheritdoc cref="On(string, Delegate)"/>
    INamespace On(string eventName, Action<EventContext> handler);

    /// <inheritdoc cref="On(string, Delegate)"/>
    INamespace On(string eventName, Func<EventContext, Task> handler);

    /// <summary>Runs for each socket that has ended and left its rooms.</summary>
    INamespace OnDisconnect(Action<ISocket, DisconnectReason> handler);

    /// <inheritdoc cref="OnDisconnect(Action{ISocket, DisconnectReason})"/>
    INamespace OnDisconnect(Func<ISocket, DisconnectReason, Task> handler);

    /// <summary>Takes what went wrong in the namespace, which is then not logged. Runs where it went wrong: on any thread.</summary>
    INamespace OnError(Action<SocketError> handler);

    /// <inheritdoc cref="OnError(Action{SocketError})"/>
    INamespace OnError(Func<SocketError, Task> handler);
}
