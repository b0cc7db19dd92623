using System.Text.Json;
using System.Text.Json.Serialization;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// Binary values at any depth: written as placeholders while their bytes are collected, read from the attachments. The
/// list is the thread's own, around one synchronous call of the serializer: the converters have no other way to it.
/// </summary>
internal static class BinaryScope
{
    [ThreadStatic]
    private static List<ReadOnlyMemory<byte>>? t_written;

    [ThreadStatic]
    private static ReadOnlyMemory<byte>[]? t_attachments;

    /// <summary>The list that a running encoder collects into; null outside of one.</summary>
    public static List<ReadOnlyMemory<byte>>? Written { get => t_written; set => t_written = value; }

    /// <summary>The attachments of the packet that is being read.</summary>
    public static ReadOnlyMemory<byte>[]? Attachments { get => t_attachments; set => t_attachments = value; }

    public static void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value)
    {
        if (Written is not { } written)
        {
            // JSON that is no packet (stored data, say) has base64, as everywhere in .NET.
            writer.WriteBase64StringValue(value.Span);
            return;
        }

        WritePlaceholder(writer, written.Count);
        written.Add(value);
    }

    /// <summary>Bytes that the packet may have already.</summary>
    /// <param name="writer">What is written to.</param>
    /// <param name="value">The bytes.</param>
    /// <param name="number">Their number among those written; negative until it is known.</param>
    public static void WriteOnce(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, ref int number)
    {
        if (Written is not { } written)
        {
            Write(writer, value);
            return;
        }

        if (number < 0)
        {
            number = IndexOf(written, value);
        }

        WritePlaceholder(writer, number);
    }

    public static ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return reader.GetBytesFromBase64();
        }

        // Only what is marked counts: the rest the packet's decoder has let through unread.
        var isMarked = false;
        var number = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMark = reader.ValueTextEquals("_placeholder"u8);
            var isNumber = !isMark && reader.ValueTextEquals("num"u8);
            reader.Read();
            isMarked = isMark ? reader.TokenType == JsonTokenType.True : isMarked;
            if (!isNumber || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out number))
            {
                reader.Skip();
            }
        }

        var attachments = Attachments ?? [];
        return isMarked && number >= 0 && number < attachments.Length
            ? attachments[number]
            : throw new JsonException("A binary value was expected.");
    }

    private static void WritePlaceholder(Utf8JsonWriter writer, int number)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("_placeholder"u8, true);
        writer.WriteNumber("num"u8, number);
        writer.WriteEndObject();
    }

    private static int IndexOf(List<ReadOnlyMemory<byte>> written, ReadOnlyMemory<byte> value)
    {
        // Other values of the packet may have named it. Only few can: a search among many would take longer than writing it twice.
        var number = written.Count > 64 ? -1 : written.IndexOf(value);
        if (number < 0)
        {
            number = written.Count;
            written.Add(value);
        }

        return number;
    }
}

internal sealed class ByteArrayConverter : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        BinaryScope.Read(ref reader).ToArray();

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => BinaryScope.Write(writer, value);
}

internal sealed class ReadOnlyMemoryConverter : JsonConverter<ReadOnlyMemory<byte>>
{
    public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        BinaryScope.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) => BinaryScope.Write(writer, value);
}

internal sealed class MemoryConverter : JsonConverter<Memory<byte>>
{
    public override Memory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        BinaryScope.Read(ref reader).ToArray();

    public override void Write(Utf8JsonWriter writer, Memory<byte> value, JsonSerializerOptions options) => BinaryScope.Write(writer, value);
}
