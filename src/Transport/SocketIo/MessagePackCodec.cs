using MessagePack;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// A packet as one map, <c>{type, data, id, nsp}</c>, in one binary message: what <c>socket.io-msgpack-parser</c> writes and reads.
/// </summary>
internal sealed class MessagePackCodec : PacketCodec
{
    public static readonly MessagePackCodec Instance = new();

    private MessagePackCodec()
    {
    }

    public override PacketDecoder CreateDecoder(ParserLimits limits) => new MessagePackDecoder(limits);

    public override EncodedPacket Encode(
        SocketIoPacketType type, string nsp, long id, ReadOnlySpan<byte> payload, ReadOnlySpan<ReadOnlyMemory<byte>> attachments, bool copyAttachments)
    {
        using var transcoder = JsonToMessagePack.Rent();
        var writer = new MessagePackWriter(transcoder.Buffer);
        writer.WriteMapHeader(2 + (payload.IsEmpty ? 0 : 1) + (id == SocketIoPacket.NoId ? 0 : 1));
        writer.WriteString("type"u8);
        writer.Write((byte)type);
        if (!payload.IsEmpty)
        {
            writer.WriteString("data"u8);
            transcoder.Write(ref writer, payload, attachments);
        }

        if (id != SocketIoPacket.NoId)
        {
            writer.WriteString("id"u8);
            writer.Write(id);
        }

        writer.WriteString("nsp"u8);
        writer.Write(nsp);
        writer.Flush();
        return new EncodedPacket(null, [transcoder.Buffer.Written.ToArray()]);
    }
}
