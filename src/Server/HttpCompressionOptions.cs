namespace AkkaSocketIo;

/// <summary>Compression of the answers to polls, as the client's <c>Accept-Encoding</c> allows. A property that is not set has no opinion.</summary>
public sealed class HttpCompressionOptions
{
    /// <summary>Whether answers are compressed. Default: <c>on</c>.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Bytes from which on an answer is compressed. Default: <c>1KiB</c>.</summary>
    public long? Threshold { get; set; }
}
