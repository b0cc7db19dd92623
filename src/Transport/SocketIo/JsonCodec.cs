using System.Buffers.Text;
using System.Text;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>The default format: text, and a binary message for each binary value.</summary>
internal sealed class JsonCodec : PacketCodec
{
    public static readonly JsonCodec Instance = new();

    private JsonCodec()
    {
    }

    public override PacketDecoder CreateDecoder(ParserLimits limits) => new JsonDecoder(limits);

    public override EncodedPacket Encode(
        SocketIoPacketType type, string nsp, long id, ReadOnlySpan<byte> payload, ReadOnlySpan<ReadOnlyMemory<byte>> attachments, bool copyAttachments)
    {
        if (attachments.IsEmpty)
        {
            return new EncodedPacket(Text(new Head(type, 0, nsp, id), payload));
        }

        // Copied once, here: callers reuse pooled arrays. What came from a client is already nobody else's.
        var binary = new ReadOnlyMemory<byte>[attachments.Length];
        for (var i = 0; i < binary.Length; i++)
        {
            binary[i] = copyAttachments ? attachments[i].ToArray() : attachments[i];
        }

        type = type == SocketIoPacketType.Ack ? SocketIoPacketType.BinaryAck : SocketIoPacketType.BinaryEvent;
        return new EncodedPacket(Text(new Head(type, binary.Length, nsp, id), payload), binary);
    }

    private static byte[] Text(in Head head, ReadOnlySpan<byte> payload)
    {
        Span<byte> scratch = head.MaxLength <= 256 ? stackalloc byte[256] : new byte[head.MaxLength];
        var written = scratch[..head.Write(scratch)];
        var text = GC.AllocateUninitializedArray<byte>(written.Length + payload.Length);
        written.CopyTo(text);
        payload.CopyTo(text.AsSpan(written.Length));
        return text;
    }

    /// <summary>What stands before the payload, with the Engine.IO type of a message.</summary>
    private readonly ref struct Head(SocketIoPacketType type, int attachments, string nsp, long id)
    {
        public int MaxLength => 48 + Encoding.UTF8.GetMaxByteCount(nsp.Length);

        public int Write(Span<byte> text)
        {
            text[0] = (byte)'4';
            text[1] = (byte)('0' + (byte)type);
            var length = 2;
            if (attachments > 0)
            {
                Utf8Formatter.TryFormat(attachments, text[length..], out var digits);
                length += digits;
                text[length++] = (byte)'-';
            }

            if (nsp != "/")
            {
                length += Encoding.UTF8.GetBytes(nsp, text[length..]);
                text[length++] = (byte)',';
            }

            if (id != SocketIoPacket.NoId)
            {
                Utf8Formatter.TryFormat(id, text[length..], out var digits);
                length += digits;
            }

            return length;
        }
    }
}
