using System.Text.Json;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>Checks the payload against its packet's type and notes where the elements of an array stand.</summary>
internal static class PayloadReader
{
    public static void Read(SocketIoPacket packet, ParserLimits limits)
    {
        var reader = new Utf8JsonReader(packet.Payload.Span, new JsonReaderOptions { MaxDepth = limits.MaxJsonDepth });
        try
        {
            reader.Read();
            if (!IsExpected(packet.Type, reader.TokenType))
            {
                throw Invalid();
            }

            if (reader.TokenType == JsonTokenType.StartArray)
            {
                ReadElements(ref reader, packet, limits);
            }
            else
            {
                reader.Skip();
            }

            // Anything behind the value is an error, and reading on finds it.
            reader.Read();
            if (packet.Type == SocketIoPacketType.Event && packet.Elements.Count == 0)
            {
                throw Invalid();
            }

            if (packet.Attachments.Length > 0)
            {
                CheckPlaceholders(packet, limits);
            }
        }
        catch (JsonException) when (reader.CurrentDepth >= limits.MaxJsonDepth)
        {
            throw new PacketException(PacketError.TooDeep, "too deeply nested");
        }
        catch (JsonException)
        {
            throw Invalid();
        }
    }

    private static bool IsExpected(SocketIoPacketType type, JsonTokenType token) => type switch
    {
        SocketIoPacketType.Connect => token == JsonTokenType.StartObject,
        SocketIoPacketType.Event or SocketIoPacketType.Ack => token == JsonTokenType.StartArray,
        SocketIoPacketType.ConnectError => token is JsonTokenType.String or JsonTokenType.StartObject,
        _ => false,
    };

    private static void ReadElements(ref Utf8JsonReader reader, SocketIoPacket packet, ParserLimits limits)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (packet.Elements.Count == 0 && packet.Type == SocketIoPacketType.Event)
            {
                CheckEventName(ref reader, limits);
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            packet.Elements.Add(start..(int)reader.BytesConsumed);
        }
    }

    private static void CheckEventName(ref Utf8JsonReader reader, ParserLimits limits)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return;
        }

        if (reader.TokenType != JsonTokenType.String || IsReserved(ref reader))
        {
            throw Invalid();
        }

        // Bytes, not characters: the bound is there to keep names small, not to count letters.
        if (reader.ValueSpan.Length > limits.MaxEventNameLength)
        {
            throw new PacketException(PacketError.EventNameTooLong, "event name too long");
        }
    }

    private static bool IsReserved(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("connect"u8) || reader.ValueTextEquals("connect_error"u8) || reader.ValueTextEquals("disconnect"u8)
        || reader.ValueTextEquals("disconnecting"u8) || reader.ValueTextEquals("newListener"u8) || reader.ValueTextEquals("removeListener"u8);

    /// <summary>Each object that is marked as a placeholder must name an attachment that the packet has.</summary>
    private static void CheckPlaceholders(SocketIoPacket packet, ParserLimits limits)
    {
        const int Marked = 1;
        const int Numbered = 2;
        Span<byte> seen = stackalloc byte[limits.MaxJsonDepth + 1];
        var reader = new Utf8JsonReader(packet.Payload.Span, new JsonReaderOptions { MaxDepth = limits.MaxJsonDepth });
        while (reader.Read())
        {
            ref var here = ref seen[reader.CurrentDepth];
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    seen[reader.CurrentDepth + 1] = 0;
                    break;
                case JsonTokenType.PropertyName when reader.ValueTextEquals("_placeholder"u8):
                    here |= reader.Read() && reader.TokenType == JsonTokenType.True ? (byte)Marked : (byte)0;
                    break;
                case JsonTokenType.PropertyName when reader.ValueTextEquals("num"u8):
                    here |= reader.Read() && IsInRange(ref reader, packet) ? (byte)Numbered : (byte)0;
                    break;
                case JsonTokenType.EndObject when seen[reader.CurrentDepth + 1] == Marked:
                    throw new PacketException(PacketError.IllegalAttachments, "illegal attachments");
                default:
                    break;
            }
        }
    }

    private static bool IsInRange(ref Utf8JsonReader reader, SocketIoPacket packet) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number)
        && number >= 0 && number < packet.Attachments.Length;

    private static PacketException Invalid() => new(PacketError.InvalidPayload, "invalid payload");
}
