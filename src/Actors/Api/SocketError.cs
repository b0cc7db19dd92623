namespace AkkaSocketIo;

/// <summary>Where something went wrong.</summary>
public enum SocketErrorPhase
{
    /// <summary>In a middleware of a namespace.</summary>
    Middleware,

    /// <summary>In a handler of <c>OnConnection</c>.</summary>
    Connection,

    /// <summary>The arguments of an event do not fit its handler: the client's mistake.</summary>
    Binding,

    /// <summary>In the handler of an event.</summary>
    Handler,

    /// <summary>What a handler returned or acknowledged could not be written.</summary>
    Ack,

    /// <summary>In a handler of <c>OnDisconnecting</c> or <c>OnDisconnect</c>.</summary>
    Disconnect,

    /// <summary>In a middleware of events.</summary>
    EventMiddleware,

    /// <summary>In a listener to all events.</summary>
    Listener,
}

/// <summary>Something that went wrong with a socket. Its connection stays.</summary>
/// <param name="Exception">What was thrown.</param>
/// <param name="Phase">Where.</param>
/// <param name="Namespace">In which namespace.</param>
/// <param name="Socket">The socket; null for an event that another server has emitted.</param>
/// <param name="Event">The event that was handled, if one was.</param>
public sealed record SocketError(Exception Exception, SocketErrorPhase Phase, INamespace Namespace, ISocket? Socket, string? Event);
