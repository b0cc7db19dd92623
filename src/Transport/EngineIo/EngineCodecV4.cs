using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace AkkaSocketIo.Transport.EngineIo;

/// <summary>Engine.IO protocol, revision 4: https://socket.io/docs/v4/engine-io-protocol/.</summary>
internal static class EngineCodecV4
{
    /// <summary>Stands between the packets of a polling payload.</summary>
    public const byte Separator = 0x1e;

    /// <summary>Decodes a text packet. False when the first character is no packet type.</summary>
    public static bool TryDecodeText(ReadOnlyMemory<byte> text, out EnginePacket packet)
    {
        packet = default;
        if (text.IsEmpty)
        {
            return false;
        }

        var type = text.Span[0];
        if (type == (byte)'b')
        {
            return TryDecodeBase64(text.Span[1..], out packet);
        }

        if (type is < (byte)'0' or > (byte)'6')
        {
            return false;
        }

        packet = new EnginePacket((EnginePacketType)(type - '0'), text[1..], IsBinary: false);
        return true;
    }

    /// <summary>A binary WebSocket message is a message packet without a type byte.</summary>
    public static EnginePacket DecodeBinary(ReadOnlyMemory<byte> data) => new(EnginePacketType.Message, data, IsBinary: true);

    /// <summary>
    /// Bytes that are no UTF-8 are replaced, as a browser would: raw text is forwarded to other clients, whose WebSockets would
    /// be closed by it.
    /// </summary>
    public static ReadOnlyMemory<byte> ReplaceInvalid(ReadOnlyMemory<byte> text) =>
        Utf8.IsValid(text.Span) ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text.Span));

    /// <summary>Decodes a polling payload. Packets before the first error are handed over; false says that there was one.</summary>
    public static bool TryDecodePayload(ReadOnlyMemory<byte> payload, List<EnginePacket> packets)
    {
        payload = ReplaceInvalid(payload);
        while (true)
        {
            var end = payload.Span.IndexOf(Separator);
            if (!TryDecodeText(end < 0 ? payload : payload[..end], out var packet))
            {
                return false;
            }

            packets.Add(packet);
            if (end < 0)
            {
                return true;
            }

            payload = payload[(end + 1)..];
        }
    }

    /// <summary>Writes a binary message as a text packet: <c>b</c> and base64.</summary>
    public static void WriteBase64(IBufferWriter<byte> output, ReadOnlySpan<byte> data)
    {
        var span = output.GetSpan(1 + Base64.GetMaxEncodedToUtf8Length(data.Length));
        span[0] = (byte)'b';
        Base64.EncodeToUtf8(data, span[1..], out _, out var written);
        output.Advance(1 + written);
    }

    /// <summary>The same, as the frame of a client that takes no binary ones.</summary>
    public static ReadOnlyMemory<byte> EncodeBase64(ReadOnlySpan<byte> data)
    {
        var output = new ArrayBufferWriter<byte>(1 + Base64.GetMaxEncodedToUtf8Length(data.Length));
        WriteBase64(output, data);
        return output.WrittenMemory;
    }

    /// <summary>Decodes the base64 of a binary message.</summary>
    public static bool TryDecodeBase64(ReadOnlySpan<byte> encoded, out EnginePacket packet)
    {
        var data = GC.AllocateUninitializedArray<byte>(Base64.GetMaxDecodedFromUtf8Length(encoded.Length));
        var status = Base64.DecodeFromUtf8(encoded, data, out _, out var written);
        packet = new EnginePacket(EnginePacketType.Message, data.AsMemory(0, written), IsBinary: true);
        return status == OperationStatus.Done;
    }
}
