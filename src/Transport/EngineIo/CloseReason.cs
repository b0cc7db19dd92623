namespace AkkaSocketIo;

/// <summary>Why an Engine.IO session ended.</summary>
/// <param name="Name">The reason as clients of the reference server know it, for example <c>transport close</c>.</param>
/// <param name="Description">What happened in detail, for logs; never sent to the client.</param>
public readonly record struct CloseReason(string Name, string? Description = null)
{
    /// <summary>The transport failed: aborted or overlapping requests, an oversized or invalid WebSocket message.</summary>
    public const string TransportError = "transport error";

    /// <summary>The client closed the transport.</summary>
    public const string TransportClose = "transport close";

    /// <summary>No pong came within <c>ping-timeout</c>.</summary>
    public const string PingTimeout = "ping timeout";

    /// <summary>A packet could not be decoded.</summary>
    public const string ParseError = "parse error";

    /// <summary>The server closed the session.</summary>
    public const string ForcedClose = "forced close";

    /// <summary>The server shuts down.</summary>
    public const string ServerShuttingDown = "server shutting down";

    /// <summary>The client did not read what was sent to it: <c>max-buffered-bytes</c> was reached.</summary>
    public const string ClientTooSlow = "client too slow";

    /// <summary>The client sent more by polling than was handled: <c>max-inbound-bytes</c> was reached.</summary>
    public const string InboundOverflow = "inbound overflow";

    /// <summary>Another limit was exceeded; the description names it.</summary>
    public const string LimitExceeded = "limit exceeded";

    /// <summary>The time of one of its sockets was over (<c>ISocket.ExpiresAt</c>).</summary>
    public const string TokenExpired = "token expired";

    internal const string MaxPayloadExceeded = "max payload size exceeded";

    /// <inheritdoc/>
    public override string ToString() => Description is null ? Name : $"{Name} ({Description})";
}
