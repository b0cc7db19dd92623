using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace AkkaSocketIo.Transport.EngineIo;

/// <summary>
/// Engine.IO protocol, revision 3: https://github.com/socketio/engine.io-protocol/tree/v3. A payload says the length of each
/// packet: in UTF-16 units where it is text, in bytes where it is binary.
/// </summary>
internal static class EngineCodecV3
{
    // A length that needs more is no length of anything that fits into memory.
    private const int MaxDigits = 10;
    private const byte EndOfText = (byte)':';
    private const byte EndOfBinary = 0xff;

    /// <summary>Decodes a text packet. False when the first character is no packet type.</summary>
    public static bool TryDecodeText(ReadOnlyMemory<byte> text, out EnginePacket packet)
    {
        if (text.IsEmpty || text.Span[0] != (byte)'b')
        {
            return EngineCodecV4.TryDecodeText(text, out packet);
        }

        packet = default;
        if (text.Length < 2 || text.Span[1] is < (byte)'0' or > (byte)'6' || !EngineCodecV4.TryDecodeBase64(text.Span[2..], out packet))
        {
            return false;
        }

        packet = packet with { Type = (EnginePacketType)(text.Span[1] - '0') };
        return true;
    }

    /// <summary>Decodes a binary packet: its type is a byte. False when it is none.</summary>
    public static bool TryDecodeBinary(ReadOnlyMemory<byte> data, out EnginePacket packet)
    {
        packet = default;
        if (data.IsEmpty || data.Span[0] > (byte)EnginePacketType.Noop)
        {
            return false;
        }

        packet = new EnginePacket((EnginePacketType)data.Span[0], data[1..], IsBinary: true);
        return true;
    }

    /// <summary>
    /// Decodes a text payload. Packets before the first error are handed over; false says that there was one. Empty packets are
    /// skipped, as in the reference.
    /// </summary>
    public static bool TryDecodePayload(ReadOnlyMemory<byte> payload, List<EnginePacket> packets)
    {
        if (payload.IsEmpty)
        {
            return false;
        }

        payload = EngineCodecV4.ReplaceInvalid(payload);
        while (!payload.IsEmpty)
        {
            if (!TryReadLength(payload.Span, (byte)'0', EndOfText, out var units, out var head)
                || !TryMeasure(payload.Span[head..], units, out var length))
            {
                return false;
            }

            if (length > 0)
            {
                if (!TryDecodeText(payload.Slice(head, length), out var packet))
                {
                    return false;
                }

                packets.Add(packet);
            }

            payload = payload[(head + length)..];
        }

        return true;
    }

    /// <summary>Decodes a binary payload, in the same way.</summary>
    public static bool TryDecodeBinaryPayload(ReadOnlyMemory<byte> payload, List<EnginePacket> packets)
    {
        if (payload.IsEmpty)
        {
            return false;
        }

        while (!payload.IsEmpty)
        {
            var kind = payload.Span[0];
            payload = payload[1..];
            if (kind > 1 || !TryReadLength(payload.Span, 0, EndOfBinary, out var length, out var head) || length > payload.Length - head)
            {
                return false;
            }

            var content = payload.Slice(head, (int)length);
            if (!(kind == 0 ? TryDecodeText(EngineCodecV4.ReplaceInvalid(content), out var packet) : TryDecodeBinary(content, out packet)))
            {
                return false;
            }

            packets.Add(packet);
            payload = payload[(head + (int)length)..];
        }

        return true;
    }

    /// <summary>Adds a text packet, its type included, to a text payload.</summary>
    public static void WriteText(IBufferWriter<byte> payload, ReadOnlySpan<byte> text)
    {
        WriteLength(payload, Encoding.UTF8.GetCharCount(text));
        payload.Write(text);
    }

    /// <summary>Adds a binary message to a text payload, as base64.</summary>
    public static void WriteBase64(IBufferWriter<byte> payload, ReadOnlySpan<byte> data)
    {
        WriteLength(payload, 2 + Base64.GetMaxEncodedToUtf8Length(data.Length));
        WriteBase64Packet(payload, data);
    }

    /// <summary>Adds a text packet to a binary payload.</summary>
    public static void WriteTextToBinary(IBufferWriter<byte> payload, ReadOnlySpan<byte> text)
    {
        WriteBinaryHead(payload, 0, text.Length);
        payload.Write(text);
    }

    /// <summary>Adds a binary message to a binary payload.</summary>
    public static void WriteBinary(IBufferWriter<byte> payload, ReadOnlySpan<byte> data)
    {
        WriteBinaryHead(payload, 1, 1 + data.Length);
        payload.Write([(byte)EnginePacketType.Message]);
        payload.Write(data);
    }

    /// <summary>A binary message as the frame of a WebSocket.</summary>
    public static ReadOnlyMemory<byte> EncodeBinary(ReadOnlySpan<byte> data) => new([(byte)EnginePacketType.Message, .. data]);

    /// <summary>The same, as the text frame of a client that takes no binary ones.</summary>
    public static ReadOnlyMemory<byte> EncodeBase64(ReadOnlySpan<byte> data)
    {
        var output = new ArrayBufferWriter<byte>(2 + Base64.GetMaxEncodedToUtf8Length(data.Length));
        WriteBase64Packet(output, data);
        return output.WrittenMemory;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> text, byte zero, byte end, out long length, out int read)
    {
        length = 0;
        var digits = text[..Math.Min(text.Length, MaxDigits + 1)].IndexOf(end);
        read = digits + 1;
        foreach (var digit in text[..Math.Max(digits, 0)])
        {
            if (digit < zero || digit > zero + 9)
            {
                return false;
            }

            length = (10 * length) + (digit - zero);
        }

        return digits > 0;
    }

    /// <summary>The bytes of so many UTF-16 units; false when there are fewer, or when they end inside a character.</summary>
    private static bool TryMeasure(ReadOnlySpan<byte> utf8, long units, out int length)
    {
        length = 0;
        if (units > utf8.Length)
        {
            return false;
        }

        if (Ascii.IsValid(utf8[..(int)units]))
        {
            length = (int)units;
            return true;
        }

        while (units > 0 && length < utf8.Length)
        {
            var first = utf8[length];
            length += first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
            units -= first < 0xf0 ? 1 : 2;
        }

        return units == 0;
    }

    private static void WriteLength(IBufferWriter<byte> payload, int length)
    {
        var span = payload.GetSpan(MaxDigits + 1);
        length.TryFormat(span, out var digits, provider: CultureInfo.InvariantCulture);
        span[digits] = EndOfText;
        payload.Advance(digits + 1);
    }

    private static void WriteBinaryHead(IBufferWriter<byte> payload, byte kind, int length)
    {
        var span = payload.GetSpan(MaxDigits + 2);
        span[0] = kind;
        length.TryFormat(span[1..], out var digits, provider: CultureInfo.InvariantCulture);
        foreach (ref var digit in span.Slice(1, digits))
        {
            digit -= (byte)'0';
        }

        span[1 + digits] = EndOfBinary;
        payload.Advance(digits + 2);
    }

    private static void WriteBase64Packet(IBufferWriter<byte> output, ReadOnlySpan<byte> data)
    {
        var span = output.GetSpan(2 + Base64.GetMaxEncodedToUtf8Length(data.Length));
        "b4"u8.CopyTo(span);
        Base64.EncodeToUtf8(data, span[2..], out _, out var written);
        output.Advance(2 + written);
    }
}
