using System.Buffers;
using System.Text.Json;
using MessagePack;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// Writes JSON with placeholders as MessagePack with binary values. There is one for each thread, rented for a synchronous
/// stretch.
/// </summary>
internal sealed class JsonToMessagePack : IDisposable
{
    private const int KeptBytes = 64 * 1024;
    private const int KeptCounts = 1024;

    [ThreadStatic]
    private static JsonToMessagePack? t_transcoder;

    // Of what the server itself has written; it is read without recursion.
    private static readonly JsonReaderOptions s_options = new() { MaxDepth = int.MaxValue };

    private readonly Stack<int> _open = [];
    private List<int> _counts = [];

    public PooledBuffer Buffer { get; } = new(KeptBytes);

    public static JsonToMessagePack Rent()
    {
        var transcoder = t_transcoder ?? new JsonToMessagePack();
        t_transcoder = null;
        return transcoder;
    }

    /// <summary>Twice through: MessagePack has the number of elements in front of them, JSON shows it at their end.</summary>
    public void Write(ref MessagePackWriter writer, ReadOnlySpan<byte> json, ReadOnlySpan<ReadOnlyMemory<byte>> attachments)
    {
        Count(json, attachments.Length);
        var container = 0;
        var reader = new Utf8JsonReader(json, s_options);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject when Placeholders.TryRead(ref reader, attachments.Length, out var number):
                    writer.Write(attachments[number].Span);
                    break;
                case JsonTokenType.StartObject:
                    writer.WriteMapHeader(_counts[container++]);
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteArrayHeader(_counts[container++]);
                    break;
                case JsonTokenType.PropertyName or JsonTokenType.String:
                    WriteText(ref writer, reader);
                    break;
                case JsonTokenType.Number:
                    WriteNumber(ref writer, reader);
                    break;
                case JsonTokenType.True or JsonTokenType.False:
                    writer.Write(reader.TokenType == JsonTokenType.True);
                    break;
                case JsonTokenType.Null:
                    writer.WriteNil();
                    break;
            }
        }
    }

    public void Dispose()
    {
        Buffer.Clear();
        _open.Clear();
        if (_counts.Capacity > KeptCounts)
        {
            _counts = [];
        }

        t_transcoder = this;
    }

    /// <summary>Elements of each array and properties of each object, in the order in which they begin.</summary>
    private void Count(ReadOnlySpan<byte> json, int attachments)
    {
        _counts.Clear();
        var reader = new Utf8JsonReader(json, s_options);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _open.Pop();
                    break;
                case JsonTokenType.StartObject when Placeholders.TryRead(ref reader, attachments, out _):
                    CountOne();
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    CountOne();
                    _open.Push(_counts.Count);
                    _counts.Add(0);
                    break;
                case not JsonTokenType.PropertyName:
                    CountOne();
                    break;
            }
        }
    }

    private void CountOne()
    {
        if (_open.TryPeek(out var container))
        {
            _counts[container]++;
        }
    }

    private static void WriteText(ref MessagePackWriter writer, in Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            writer.WriteString(reader.ValueSpan);
            return;
        }

        var text = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        writer.WriteString(text.AsSpan(0, reader.CopyString(text)));
        ArrayPool<byte>.Shared.Return(text);
    }

    private static void WriteNumber(ref MessagePackWriter writer, in Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var number))
        {
            writer.Write(number);
        }
        else if (reader.TryGetUInt64(out var large))
        {
            writer.Write(large);
        }
        else
        {
            writer.Write(reader.GetDouble());
        }
    }
}
