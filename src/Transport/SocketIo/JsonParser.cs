using System.Buffers.Text;
using System.Text;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// Reads the text form of a packet: <c>type[attachments-][namespace,][id][json]</c>, see
/// https://socket.io/docs/v4/socket-io-protocol/. One pass, nothing is built but the packet.
/// </summary>
internal static class JsonParser
{
    /// <param name="text">The packet without the Engine.IO type.</param>
    /// <param name="limits">Attachments, nesting, length of event names.</param>
    /// <param name="lastNamespace">The previous packet's namespace: mostly the same, so no string is made.</param>
    public static SocketIoPacket Parse(ReadOnlyMemory<byte> text, ParserLimits limits, string lastNamespace)
    {
        var span = text.Span;
        if (span.IsEmpty || span[0] is < (byte)'0' or > (byte)'6')
        {
            throw new PacketException(PacketError.UnknownType, "unknown packet type");
        }

        var type = (SocketIoPacketType)(span[0] - '0');
        var at = 1;
        var attachments = type is SocketIoPacketType.BinaryEvent or SocketIoPacketType.BinaryAck ? ReadAttachments(span, ref at, limits) : 0;
        var name = ReadNamespace(span, ref at, lastNamespace, limits);
        var id = ReadId(span, ref at);
        var packet = new SocketIoPacket
        {
            Type = type switch
            {
                SocketIoPacketType.BinaryEvent => SocketIoPacketType.Event,
                SocketIoPacketType.BinaryAck => SocketIoPacketType.Ack,
                _ => type,
            },
            Namespace = name,
            Id = id,
            Payload = text[at..],
            Attachments = attachments == 0 ? [] : new ReadOnlyMemory<byte>[attachments],
        };
        if (packet.HasPayload)
        {
            PayloadReader.Read(packet, limits);
        }

        return packet;
    }

    private static int ReadAttachments(ReadOnlySpan<byte> text, ref int at, ParserLimits limits)
    {
        if (!Utf8Parser.TryParse(text[at..], out int count, out var length) || count < 1
            || text[at] is < (byte)'0' or > (byte)'9' || at + length >= text.Length || text[at + length] != (byte)'-')
        {
            throw new PacketException(PacketError.IllegalAttachments, "Illegal attachments");
        }

        // The declared number is only compared, and memory is set aside for the limit at most.
        if (count > limits.MaxAttachments)
        {
            throw new PacketException(PacketError.TooManyAttachments, "too many attachments");
        }

        at += length + 1;
        return count;
    }

    private static string ReadNamespace(ReadOnlySpan<byte> text, ref int at, string lastNamespace, ParserLimits limits)
    {
        if (at == text.Length || text[at] != (byte)'/')
        {
            return "/";
        }

        var rest = text[at..];
        var comma = rest.IndexOf((byte)',');
        var name = comma < 0 ? rest : rest[..comma];
        at += comma < 0 ? rest.Length : comma + 1;
        if (Matches(name, lastNamespace))
        {
            return lastNamespace;
        }

        // UTF-8 never has fewer bytes than UTF-16 has characters, so most names need no counting.
        return name.Length <= limits.MaxNamespaceLength || Encoding.UTF8.GetCharCount(name) <= limits.MaxNamespaceLength
            ? Encoding.UTF8.GetString(name)
            : throw new PacketException(PacketError.NamespaceTooLong, "namespace too long");
    }

    private static bool Matches(ReadOnlySpan<byte> utf8, string text) => Ascii.Equals(utf8, text);

    /// <summary>The reference takes blanks for digits (<c>42 7["x"]</c> has the id 7), so they are let through.</summary>
    private static long ReadId(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is (>= (byte)'0' and <= (byte)'9') or (byte)' ')
        {
            at++;
        }

        if (at == start)
        {
            return SocketIoPacket.NoId;
        }

        var digits = text[start..at].Trim((byte)' ');
        if (digits.IsEmpty)
        {
            return 0;
        }

        if (!Utf8Parser.TryParse(digits, out long id, out var length) || length != digits.Length || id > PacketRules.MaxId)
        {
            throw new PacketException(PacketError.InvalidPayload, "invalid payload");
        }

        return id;
    }
}
