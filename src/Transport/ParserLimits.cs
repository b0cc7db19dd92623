namespace AkkaSocketIo;

/// <summary>
/// What one packet of a client may hold, as the settings say. The server checks the names and the depth of what a decoder
/// returns, and the bytes that it keeps back; the number of attachments is the decoder's to check. One that reads with care
/// stops early, and sets no memory aside for a number that the client only declares.
/// </summary>
public sealed class ParserLimits
{
    /// <summary>Setting <c>max-attachments</c>: binary messages that may follow the first message of a packet.</summary>
    public int MaxAttachments { get; init; } = 10;

    /// <summary>Setting <c>max-attachments-bytes</c>: bytes of a packet that comes in several messages.</summary>
    public long MaxAttachmentsBytes { get; init; } = 10_000_000;

    /// <summary>Setting <c>max-event-name-length</c>, in characters.</summary>
    public int MaxEventNameLength { get; init; } = 256;

    /// <summary>Setting <c>max-namespace-length</c>, in characters.</summary>
    public int MaxNamespaceLength { get; init; } = 256;

    /// <summary>Setting <c>max-json-depth</c>: arrays and objects in one another, the array of the arguments included.</summary>
    public int MaxJsonDepth { get; init; } = 64;

    /// <summary>The packet was encoded by a server, which may let two placeholders name one attachment.</summary>
    internal bool IsServers { get; init; }
}
