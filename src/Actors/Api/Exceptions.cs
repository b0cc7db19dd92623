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

/// <summary>A client, or one of several, has not acknowledged an event in time.</summary>
public sealed class AckTimeoutException : TimeoutException
{
    internal AckTimeoutException()
        : this([], [])
    {
    }

    internal AckTimeoutException(IReadOnlyList<object?> responses, IReadOnlyList<string> missing)
        : base("operation has timed out")
    {
        Responses = responses;
        Missing = missing;
    }

    /// <summary>The answers that came in time to a broadcast, of the type that was asked for.</summary>
    public IReadOnlyList<object?> Responses { get; }

    /// <summary>Of a broadcast: the ids of the sockets, or the names of the servers, that have not answered.</summary>
    public IReadOnlyList<string> Missing { get; }
}

/// <summary>A socket ended before it acknowledged an event, or had ended already.</summary>
public sealed class SocketDisconnectedException : Exception
{
    internal SocketDisconnectedException(DisconnectReason reason)
        : base($"The socket has disconnected: {reason}")
    {
        Reason = reason;
        Responses = [];
        Missing = [];
    }

    internal SocketDisconnectedException(DisconnectReason reason, IReadOnlyList<object?> responses, IReadOnlyList<string> missing)
        : base($"{string.Join(", ", missing)} disconnected without an acknowledgement: {reason}")
    {
        Reason = reason;
        Responses = responses;
        Missing = missing;
    }

    /// <summary>Why it ended; of several, why the first did.</summary>
    public DisconnectReason Reason { get; }

    /// <summary>The answers of the others to a broadcast, of the type that was asked for.</summary>
    public IReadOnlyList<object?> Responses { get; }

    /// <summary>Of a broadcast: the ids of the sockets that ended without an answer.</summary>
    public IReadOnlyList<string> Missing { get; }
}

/// <summary>This process holds <c>max-buffered-bytes-total</c> unsent bytes. <c>EmitAsync</c> would have waited.</summary>
public sealed class OutboundBufferFullException : InvalidOperationException
{
    internal OutboundBufferFullException(long limit)
        : base($"{limit} bytes wait to be sent already (max-buffered-bytes-total): await EmitAsync, which waits for room, or raise the limit.")
    {
    }
}
