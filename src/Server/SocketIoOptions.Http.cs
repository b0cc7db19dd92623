using Microsoft.AspNetCore.Http;

namespace AkkaSocketIo;

public sealed partial class SocketIoOptions
{
    /// <summary>Compression of the answers to polls.</summary>
    public HttpCompressionOptions? HttpCompression { get; set; }

    /// <summary>Compression of WebSocket messages.</summary>
    public PerMessageDeflateOptions? PerMessageDeflate { get; set; }

    /// <summary>A cookie with the session id, for load balancers.</summary>
    public SessionCookieOptions? Cookie { get; set; }

    /// <summary>
    /// A text message that every client gets right behind the handshake, in the same polling answer or as the next frame; empty for
    /// none. For servers without the Socket.IO layer. Default: <c>""</c>.
    /// </summary>
    public string? InitialPacket { get; set; }

    /// <summary>
    /// Makes the ids of sessions: asked last at every handshake, for many requests at a time. Who knows an id can take part in the session,
    /// so it must not be guessable. 1 to 128 letters, digits and <c>- _ . ~</c>, no dot in front, none that a session has already:
    /// any other, or an exception, refuses the handshake (code 3) and is logged. The <see cref="HttpContext"/> must not be kept.
    /// Default: 120 random bits.
    /// </summary>
    public Func<HttpContext, ValueTask<string>>? GenerateId { get; set; }
}
