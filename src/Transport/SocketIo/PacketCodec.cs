namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// How packets look on the wire, as the server itself uses it: payloads are not copied to be encoded, decoded packets know
/// where their elements stand. Encodes on any thread.
/// </summary>
internal abstract class PacketCodec : IPacketParser
{
    /// <summary>Of what the server has encoded itself nothing is too much.</summary>
    public static ParserLimits NoLimits { get; } = new()
    {
        MaxAttachments = int.MaxValue,
        MaxAttachmentsBytes = long.MaxValue,
        MaxEventNameLength = int.MaxValue,
        MaxNamespaceLength = int.MaxValue,
        MaxJsonDepth = 1000,
        IsServers = true,
    };

    public static PacketCodec Of(IPacketParser parser) => parser as PacketCodec ?? new CustomCodec(parser);

    /// <param name="type">Without its binary variant.</param>
    /// <param name="nsp">The namespace.</param>
    /// <param name="id">Of the acknowledgement, or <see cref="SocketIoPacket.NoId"/>.</param>
    /// <param name="payload">JSON with placeholders; it is used again after the call.</param>
    /// <param name="attachments">The binary values.</param>
    /// <param name="copyAttachments">Whether they are somebody's who will use them again.</param>
    public abstract EncodedPacket Encode(
        SocketIoPacketType type, string nsp, long id, ReadOnlySpan<byte> payload, ReadOnlySpan<ReadOnlyMemory<byte>> attachments, bool copyAttachments);

    public abstract PacketDecoder CreateDecoder(ParserLimits limits);

    /// <summary>Reads back what was encoded: for who wants to know what goes out.</summary>
    public SocketIoPacket Decode(EncodedPacket encoded)
    {
        var decoder = CreateDecoder(NoLimits);
        var packet = encoded.Text is { } text ? decoder.Add(text.AsMemory(1), isBinary: false) : null;
        foreach (var attachment in encoded.Attachments)
        {
            packet = decoder.Add(attachment, isBinary: true);
        }

        return packet ?? throw new InvalidOperationException("The parser does not read what it writes.");
    }

    PacketMessages IPacketParser.Encode(Packet packet)
    {
        var encoded = Encode(
            (SocketIoPacketType)packet.Type, packet.Namespace, packet.Id ?? SocketIoPacket.NoId, packet.Payload.Span, packet.Attachments.ToArray(), copyAttachments: true);
        return new PacketMessages { Text = encoded.Text?.AsMemory(1), Binary = encoded.Attachments };
    }

    IPacketDecoder IPacketParser.CreateDecoder(ParserLimits limits) => new PublicDecoder(CreateDecoder(limits));

    private sealed class PublicDecoder(PacketDecoder decoder) : IPacketDecoder
    {
        public Packet? Add(EngineMessage message) => decoder.Add(message.Data, message.IsBinary) is { } packet
            ? new Packet
            {
                Type = (PacketType)packet.Type,
                Namespace = packet.Namespace,
                Id = packet.Id == SocketIoPacket.NoId ? null : packet.Id,
                Payload = packet.Payload,
                Attachments = packet.Attachments,
            }
            : null;
    }
}
