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
        }
        catch (JsonException) when (reader.CurrentDepth >= limits.MaxJsonDepth)
        {
            throw new PacketException(PacketError.TooDeep, "too deeply nested");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter: an escape is half a character, which shows when text is compared or made.
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
            if (packet.Attachments.Length > 0)
            {
                Placeholders.Skip(ref reader, packet.Attachments.Length);
            }
            else
            {
                reader.Skip();
            }

            packet.Elements.Add(start..(int)reader.BytesConsumed);
        }
    }

    private static void CheckEventName(ref Utf8JsonReader reader, ParserLimits limits)
    {
        var isText = reader.TokenType == JsonTokenType.String;
        if (isText ? IsReserved(ref reader) : reader.TokenType != JsonTokenType.Number)
        {
            throw Invalid();
        }

        // Bytes, not characters: the bound is there to keep names small, not to count letters.
        if (reader.ValueSpan.Length > limits.MaxEventNameLength)
        {
            throw new PacketException(PacketError.EventNameTooLong, "event name too long");
        }

        if (isText && reader.ValueIsEscaped)
        {
            // Throws now what it would throw when the name is asked for.
            reader.GetString();
        }
    }

    // The first letter, or the escape of it, settles most names: six comparisons are a seventh of reading a small packet.
    private static bool IsReserved(ref Utf8JsonReader reader) =>
        reader.ValueSpan is [(byte)'c' or (byte)'d' or (byte)'n' or (byte)'r' or (byte)'\\', ..]
        && (reader.ValueTextEquals("connect"u8) || reader.ValueTextEquals("connect_error"u8) || reader.ValueTextEquals("disconnect"u8)
        || reader.ValueTextEquals("disconnecting"u8) || reader.ValueTextEquals("newListener"u8) || reader.ValueTextEquals("removeListener"u8));

    private static PacketException Invalid() => new(PacketError.InvalidPayload, "invalid payload");
}
