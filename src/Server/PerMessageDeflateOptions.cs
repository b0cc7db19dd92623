namespace AkkaSocketIo;

/// <summary>
/// Compression of WebSocket messages, where the client offers <c>permessage-deflate</c>. It costs processor time, and up to 32 kB
/// for each connection whose client compresses as well. A property that is not set has no opinion.
/// </summary>
public sealed class PerMessageDeflateOptions
{
    /// <summary>Whether it is negotiated. Default: <c>off</c>.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Bytes from which on a message is compressed. Default: <c>1KiB</c>.</summary>
    public long? Threshold { get; set; }
}
