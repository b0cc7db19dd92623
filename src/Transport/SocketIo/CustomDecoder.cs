using System.Text.Unicode;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>Does not trust the application's decoder: what it makes of a client's message is checked as JSON from the wire is.</summary>
internal sealed class CustomDecoder(IPacketDecoder decoder, ParserLimits limits) : PacketDecoder
{
    // What the smallest message costs while a decoder keeps it.
    private const int Overhead = 128;

    private long _held;

    public override SocketIoPacket? Add(ReadOnlyMemory<byte> data, bool isBinary)
    {
        if (Decode(new EngineMessage(data, isBinary)) is { } packet)
        {
            _held = 0;
            return Checked(packet);
        }

        _held += data.Length + Overhead;
        return _held <= limits.MaxAttachmentsBytes
            ? null
            : throw new PacketException(PacketError.AttachmentsTooLarge, "the messages of a packet are too large");
    }

    private Packet? Decode(EngineMessage message)
    {
        try
        {
            return decoder.Add(message);
        }
        catch (Exception e) when (e is not PacketException)
        {
            throw new PacketException(PacketError.ParserFailed, $"the parser failed: {e.Message}", e);
        }
    }

    private SocketIoPacket Checked(Packet packet)
    {
        if (!Enum.IsDefined(packet.Type))
        {
            throw new PacketException(PacketError.UnknownType, "unknown packet type");
        }

        var checkedPacket = new SocketIoPacket
        {
            Type = (SocketIoPacketType)packet.Type,
            Namespace = PacketRules.Namespace(packet.Namespace, limits),
            Id = packet.Id is { } id ? PacketRules.Id(id) : SocketIoPacket.NoId,
            Payload = packet.Payload,
            Attachments = [.. packet.Attachments],
        };
        if (checkedPacket.HasPayload)
        {
            PayloadReader.Read(
                Utf8.IsValid(packet.Payload.Span) ? checkedPacket : throw new PacketException(PacketError.InvalidPayload, "invalid payload"), limits);
        }

        return checkedPacket;
    }
}
