namespace AkkaSocketIo;

/// <summary>
/// Thrown by an application to tell the client: in a middleware it refuses the connection with this message and data, in a
/// handler it is the error that the acknowledgement carries where <c>ack-errors</c> is on.
/// </summary>
public sealed class SocketIoException : Exception
{
    /// <param name="message">What the client reads.</param>
    public SocketIoException(string message)
        : base(message)
    {
    }

    /// <param name="message">What the client reads.</param>
    /// <param name="data">More for the client, written as JSON.</param>
    public SocketIoException(string message, object? data)
        : base(message) => ErrorData = data;

    /// <summary>What the client gets beside the message, as <c>data</c>.</summary>
    public object? ErrorData { get; }
}

/// <summary>A client has not acknowledged an event in time.</summary>
public sealed class AckTimeoutException : TimeoutException
{
    internal AckTimeoutException()
        : base("operation has timed out")
    {
    }
}

/// <summary>The socket ended before it acknowledged an event, or had ended already.</summary>
public sealed class SocketDisconnectedException : Exception
{
    internal SocketDisconnectedException(DisconnectReason reason)
        : base($"The socket has disconnected: {reason}") => Reason = reason;

    /// <summary>Why it ended.</summary>
    public DisconnectReason Reason { get; }
}

/// <summary>This process holds <c>max-buffered-bytes-total</c> unsent bytes. <c>EmitAsync</c> would have waited.</summary>
public sealed class OutboundBufferFullException : InvalidOperationException
{
    internal OutboundBufferFullException(long limit)
        : base($"{limit} bytes wait to be sent already (max-buffered-bytes-total): await EmitAsync, which waits for room, or raise the limit.")
    {
    }
}
