namespace AkkaSocketIo.Transport.SocketIo;

internal sealed record ParserLimits
{
    public int MaxAttachments { get; init; } = 10;
    public long MaxAttachmentsBytes { get; init; } = 10_000_000;
    public int MaxEventNameLength { get; init; } = 256;
    public int MaxNamespaceLength { get; init; } = 256;
    public int MaxJsonDepth { get; init; } = 64;
}
