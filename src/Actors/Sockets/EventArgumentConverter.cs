using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>Values that are passed on: their placeholders are numbered anew among the attachments of the packet that takes them.</summary>
internal sealed class EventArgumentConverter : JsonConverter<EventArgument>
{
    /// <summary>Null is a value that can be passed on, too.</summary>
    public override bool HandleNull => true;

    public override EventArgument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonElement.ParseValue(ref reader), BinaryScope.Attachments ?? [], options);

    public override void Write(Utf8JsonWriter writer, EventArgument? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        var json = JsonMarshal.GetRawUtf8Value(value.Value);
        var placeholders = value.Attachments.Length == 0 ? [] : Placeholders.Find(json, value.Attachments.Length);
        if (placeholders.Count == 0)
        {
            writer.WriteRawValue(json, skipInputValidation: true);
        }
        else
        {
            Write(writer, json, placeholders, value.Attachments);
        }
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> json, List<Placeholder> placeholders, ReadOnlyMemory<byte>[] attachments)
    {
        var buffer = new ArrayBufferWriter<byte>(json.Length);
        using (var inner = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            // Each attachment once, however often it is named: what leaves is not longer than what came.
            Span<int> numbers = attachments.Length <= 64 ? stackalloc int[attachments.Length] : new int[attachments.Length];
            numbers.Fill(-1);
            var end = 0;
            foreach (var placeholder in placeholders)
            {
                buffer.Write(json[end..placeholder.Start]);
                BinaryScope.WriteOnce(inner, attachments[placeholder.Number], ref numbers[placeholder.Number]);
                inner.Flush();
                inner.Reset();
                end = placeholder.End;
            }

            buffer.Write(json[end..]);
        }

        writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
    }
}
