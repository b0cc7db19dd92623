namespace AkkaSocketIo.Transport.Http;

/// <summary>The sections <c>http-compression</c> and <c>per-message-deflate</c>.</summary>
internal sealed record CompressionSettings
{
    public required bool Enabled { get; init; }

    /// <summary>In bytes; what is smaller goes out as it is.</summary>
    public required long Threshold { get; init; }
}
