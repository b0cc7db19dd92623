using System.Text;
using System.Text.Json;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>Checks the payload against its packet's type and notes where the elements of an array stand.</summary>
internal static class PayloadReader
{
    /// <param name="packet">The packet; its elements are added.</param>
    /// <param name="limits">What it may hold.</param>
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
        catch (JsonException) when (DepthInside(reader) >= limits.MaxJsonDepth)
        {
            throw new PacketException(PacketError.TooDeep, "too deeply nested");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter: an escape is half a character, which shows when text is compared or made.
            throw Invalid();
        }
    }

    // The reader stands on what it could read: an opening bracket does not count itself.
    private static int DepthInside(in Utf8JsonReader reader) =>
        reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0);

    private static bool IsExpected(SocketIoPacketType type, JsonTokenType token) => type switch
    {
        SocketIoPacketType.Connect => token == JsonTokenType.StartObject,
        SocketIoPacketType.Event or SocketIoPacketType.Ack => token == JsonTokenType.StartArray,
        SocketIoPacketType.ConnectError => token is JsonTokenType.String or JsonTokenType.StartObject,
        _ => false,
    };

    private static void ReadElements(ref Utf8JsonReader reader, SocketIoPacket packet, ParserLimits limits)
    {
        var named = packet.Attachments.Length > 0 && !limits.IsServers ? new bool[packet.Attachments.Length] : null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (packet.Elements.Count == 0 && packet.Type == SocketIoPacketType.Event)
            {
                CheckEventName(ref reader, limits);
            }

            var start = (int)reader.TokenStartIndex;
            if (named is not null)
            {
                Placeholders.Skip(ref reader, named);
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

        // Characters are counted only where there are more bytes than the limit, and text is made only of what is escaped:
        // that throws now what it would throw when the name is asked for.
        var length = reader.ValueSpan.Length;
        if (isText && reader.ValueIsEscaped)
        {
            length = reader.GetString()!.Length;
        }
        else if (length > limits.MaxEventNameLength)
        {
            length = Encoding.UTF8.GetCharCount(reader.ValueSpan);
        }

        if (length > limits.MaxEventNameLength)
        {
            throw new PacketException(PacketError.EventNameTooLong, "event name too long");
        }
    }

    // The first letter, or the escape of it, settles most names: six comparisons are a seventh of reading a small packet.
    private static bool IsReserved(ref Utf8JsonReader reader) =>
        reader.ValueSpan is [(byte)'c' or (byte)'d' or (byte)'n' or (byte)'r' or (byte)'\\', ..]
        && (reader.ValueTextEquals("connect"u8) || reader.ValueTextEquals("connect_error"u8) || reader.ValueTextEquals("disconnect"u8)
        || reader.ValueTextEquals("disconnecting"u8) || reader.ValueTextEquals("newListener"u8) || reader.ValueTextEquals("removeListener"u8));

    private static PacketException Invalid() => new(PacketError.InvalidPayload, "invalid payload");
}
