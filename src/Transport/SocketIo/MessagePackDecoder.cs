using System.Text;
using MessagePack;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// Reads one map for each packet. What a packet declares is only compared: the reader asks for a byte of each element that
/// a header promises.
/// </summary>
internal sealed class MessagePackDecoder(ParserLimits limits) : PacketDecoder
{
    private string _lastNamespace = "/";

    public override SocketIoPacket Add(ReadOnlyMemory<byte> data, bool isBinary)
    {
        if (!isBinary)
        {
            throw new PacketException(PacketError.UnexpectedText, "got text data, and the parser takes binary data");
        }

        try
        {
            return Read(data);
        }
        catch (Exception e) when (e is EndOfStreamException or MessagePackSerializationException or OverflowException or ArgumentOutOfRangeException)
        {
            // The last: a timestamp beyond the last year.
            throw Invalid();
        }
    }

    private SocketIoPacket Read(ReadOnlyMemory<byte> data)
    {
        using var payload = MessagePackToJson.Rent(limits.MaxJsonDepth);
        var reader = new MessagePackReader(data);
        long? type = null;
        string? nsp = null;
        var id = SocketIoPacket.NoId;
        var hasPayload = false;
        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            var key = MessagePackToJson.Text(ref reader);
            if (key.SequenceEqual("type"u8))
            {
                type = ReadInteger(ref reader) ?? throw UnknownType();
            }
            else if (key.SequenceEqual("nsp"u8))
            {
                nsp = ReadNamespace(ref reader);
            }
            else if (key.SequenceEqual("id"u8))
            {
                id = MessagePackToJson.TryReadUndefined(ref reader) ? SocketIoPacket.NoId : ReadId(ref reader);
            }
            else if (key.SequenceEqual("data"u8))
            {
                // Of keys with one name the last counts, as in JavaScript.
                payload.Clear();
                hasPayload = !MessagePackToJson.TryReadUndefined(ref reader);
                if (hasPayload)
                {
                    payload.Write(ref reader);
                }
            }
            else
            {
                payload.Skip(ref reader);
            }
        }

        if (!reader.End)
        {
            throw Invalid();
        }

        return Packet(type, nsp, id, payload, hasPayload);
    }

    private SocketIoPacket Packet(long? type, string? nsp, long id, MessagePackToJson payload, bool hasPayload)
    {
        if (type is not (>= (long)SocketIoPacketType.Connect and <= (long)SocketIoPacketType.ConnectError))
        {
            throw UnknownType();
        }

        var packet = new SocketIoPacket
        {
            Type = (SocketIoPacketType)type,
            Namespace = _lastNamespace = PacketRules.Namespace(nsp, limits),
            Id = id,
            Payload = hasPayload ? payload.ToJson() : default,
            Attachments = payload.ToAttachments(),
        };
        if (hasPayload)
        {
            // A map that looks like one of the decoder's own placeholders names what is named already, or nothing.
            PayloadReader.Read(packet, limits);
        }
        else if (packet.Type is not (SocketIoPacketType.Connect or SocketIoPacketType.Disconnect))
        {
            throw Invalid();
        }

        return packet;
    }

    private string ReadNamespace(ref MessagePackReader reader)
    {
        if (reader.NextMessagePackType != MessagePackType.String)
        {
            throw new PacketException(PacketError.InvalidNamespace, "invalid namespace");
        }

        var name = MessagePackToJson.Text(ref reader);
        if (Ascii.Equals(name, _lastNamespace))
        {
            return _lastNamespace;
        }

        return Encoding.UTF8.GetCharCount(name) <= limits.MaxNamespaceLength
            ? Encoding.UTF8.GetString(name)
            : throw new PacketException(PacketError.NamespaceTooLong, "namespace too long");
    }

    private static long ReadId(ref MessagePackReader reader) =>
        PacketRules.Id(ReadInteger(ref reader) ?? throw new PacketException(PacketError.InvalidId, "invalid packet id"));

    /// <summary>For JavaScript 2.0 is an integer too. Null for anything else.</summary>
    private static long? ReadInteger(ref MessagePackReader reader)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Integer:
                return reader.ReadInt64();
            case MessagePackType.Float when reader.ReadDouble() is var number && double.IsInteger(number) && Math.Abs(number) <= PacketRules.MaxId:
                return (long)number;
            default:
                return null;
        }
    }

    private static PacketException UnknownType() => new(PacketError.UnknownType, "invalid packet type");

    private static PacketException Invalid() => new(PacketError.InvalidPayload, "invalid payload");
}
