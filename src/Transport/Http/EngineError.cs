namespace AkkaSocketIo.Transport.Http;

/// <summary>
/// Why a request was refused: the codes and texts are part of the protocol. So is it that an upgrade is always refused with
/// 400; the exceptions are our own.
/// </summary>
internal sealed record EngineError(int Code, string Name, string Message, int Status = 400, int UpgradeStatus = 400)
{
    public static readonly EngineError UnknownTransport = new(0, "UNKNOWN_TRANSPORT", "Transport unknown");
    public static readonly EngineError UnknownSid = new(1, "UNKNOWN_SID", "Session ID unknown");
    public static readonly EngineError BadHandshakeMethod = new(2, "BAD_HANDSHAKE_METHOD", "Bad handshake method");
    public static readonly EngineError BadRequest = new(3, "BAD_REQUEST", "Bad request");
    public static readonly EngineError ForbiddenOrigin = new(3, "FORBIDDEN_ORIGIN", "Forbidden origin", 403, 403);
    public static readonly EngineError ForbiddenUser = new(4, "FORBIDDEN_USER", "Forbidden", 403, 403);
    public static readonly EngineError UnsupportedProtocol = new(5, "UNSUPPORTED_PROTOCOL_VERSION", "Unsupported protocol version");
    public static readonly EngineError Unavailable = new(3, "UNAVAILABLE", "Server unavailable", 503, 503);

    public static readonly EngineError TooManyRequests = new(3, "TOO_MANY_REQUESTS", "Too many requests", 429, 429);
    public static readonly EngineError InvalidOrigin = BadRequest with { Cause = "INVALID_ORIGIN" };
    public static readonly EngineError TransportMismatch = BadRequest with { Cause = "TRANSPORT_MISMATCH" };
    public static readonly EngineError ProtocolMismatch = BadRequest with { Cause = "PROTOCOL_MISMATCH" };
    public static readonly EngineError TransportHandshake = BadRequest with { Cause = "TRANSPORT_HANDSHAKE_ERROR" };

    /// <summary>Which of the many kinds of a bad request it is: for the application, not for the client.</summary>
    public string? Cause { get; private init; }

    /// <summary>What the application's own code has thrown.</summary>
    public Exception? Exception { get; private init; }

    public static EngineError IdGeneration(Exception e) => BadRequest with { Cause = "ID_GENERATION_ERROR", Exception = e };

    public static EngineError MiddlewareFailure(Exception e) => BadRequest with { Cause = "MIDDLEWARE_FAILURE", Exception = e };

    public static EngineError Forbidden(string message) => new(4, "FORBIDDEN", message, 403);
}
