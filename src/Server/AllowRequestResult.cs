namespace AkkaSocketIo;

/// <summary>The answer of <see cref="SocketIoOptions.AllowRequest"/>. The default value refuses.</summary>
/// <param name="Allowed">Whether the handshake goes on.</param>
/// <param name="Message">What a refused client is told; null for the protocol's own text.</param>
public readonly record struct AllowRequestResult(bool Allowed, string? Message)
{
    /// <summary>The handshake goes on.</summary>
    public static AllowRequestResult Allow => new(true, null);

    /// <summary>The handshake is refused.</summary>
    /// <param name="message">What the client is told; null for the protocol's own text.</param>
    public static AllowRequestResult Refuse(string? message = null) => new(false, message);
}
