namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>A parser of the application's own.</summary>
internal sealed class CustomCodec(IPacketParser parser) : PacketCodec
{
    // The separator of the messages of a polling payload.
    private const byte Separator = 0x1e;

    public override PacketDecoder CreateDecoder(ParserLimits limits)
    {
        try
        {
            return new CustomDecoder(parser.CreateDecoder(limits), limits);
        }
        catch (Exception e) when (e is not PacketException)
        {
            throw new PacketException(PacketError.ParserFailed, $"the parser made no decoder: {e.Message}", e);
        }
    }

    public override EncodedPacket Encode(
        SocketIoPacketType type, string nsp, long id, ReadOnlySpan<byte> payload, ReadOnlySpan<ReadOnlyMemory<byte>> attachments, bool copyAttachments)
    {
        // It may keep what it gets.
        var binary = attachments.ToArray();
        for (var i = 0; copyAttachments && i < binary.Length; i++)
        {
            binary[i] = binary[i].ToArray();
        }

        var messages = parser.Encode(new Packet
        {
            Type = (PacketType)type,
            Namespace = nsp,
            Id = id == SocketIoPacket.NoId ? null : id,
            Payload = payload.ToArray(),
            Attachments = binary,
        });
        if (messages is { Text: null, Binary: [] } || (messages.Text is { } own && own.Span.Contains(Separator)))
        {
            throw new InvalidOperationException(
                $"{parser.GetType()} made {(messages.Text is null ? "no message of a packet" : "a text with U+001E, which polling takes for the end of a message")}.");
        }

        return new EncodedPacket(messages.Text is { } text ? [(byte)'4', .. text.Span] : null, [.. messages.Binary]);
    }
}
