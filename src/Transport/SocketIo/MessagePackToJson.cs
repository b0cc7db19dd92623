using System.Buffers.Binary;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MessagePack;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// Writes a value in MessagePack as JSON with placeholders, as the reference's JSON parser would have got it: a Date is its
/// text, NaN and undefined are null, a property that is undefined is not there. There is one for each thread, rented for a
/// synchronous stretch.
/// </summary>
internal sealed class MessagePackToJson : IDisposable
{
    private const int KeptBytes = 64 * 1024;
    private const int KeptAttachments = 1024;

    // The type under which JavaScript's own values are written: undefined, Date and ArrayBuffer, told apart by their form.
    private const sbyte JavaScript = 0;
    private const sbyte Timestamp = -1;

    [ThreadStatic]
    private static MessagePackToJson? t_transcoder;

    private readonly PooledBuffer _buffer = new(KeptBytes);
    private List<ReadOnlyMemory<byte>> _attachments = [];
    private readonly Utf8JsonWriter _json;
    private int _maxDepth;

    private MessagePackToJson() => _json = new Utf8JsonWriter(
        _buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = int.MaxValue });

    public static MessagePackToJson Rent(int maxDepth)
    {
        var transcoder = t_transcoder ?? new MessagePackToJson();
        t_transcoder = null;
        transcoder._maxDepth = maxDepth;
        return transcoder;
    }

    /// <summary>Reads over an undefined, which MessagePack itself does not know.</summary>
    public static bool TryReadUndefined(ref MessagePackReader reader)
    {
        if (reader.NextCode != MessagePackCode.FixExt1)
        {
            return false;
        }

        var ahead = reader.CreatePeekReader();
        if (ahead.ReadExtensionFormatHeader().TypeCode != JavaScript)
        {
            return false;
        }

        reader.Skip();
        return true;
    }

    /// <summary>Reads over a value; containers by our own hands, which count how deep they are.</summary>
    public void Skip(ref MessagePackReader reader, int depth = 0)
    {
        var type = reader.NextMessagePackType;
        if (type is not (MessagePackType.Array or MessagePackType.Map))
        {
            reader.Skip();
            return;
        }

        CheckDepth(depth);
        var count = type == MessagePackType.Array ? reader.ReadArrayHeader() : 2L * reader.ReadMapHeader();
        for (var i = 0L; i < count; i++)
        {
            Skip(ref reader, depth + 1);
        }
    }

    /// <summary>Writes the value that comes next. The bound of the depth bounds the recursion.</summary>
    public void Write(ref MessagePackReader reader, int depth = 0)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.String:
                _json.WriteStringValue(Text(ref reader));
                break;
            case MessagePackType.Integer:
                WriteInteger(ref reader);
                break;
            case MessagePackType.Float:
                WriteNumber(reader.ReadDouble());
                break;
            case MessagePackType.Boolean:
                _json.WriteBooleanValue(reader.ReadBoolean());
                break;
            case MessagePackType.Binary:
                WriteBinary(reader.ReadBytes()!.Value.First);
                break;
            case MessagePackType.Array:
                WriteArray(ref reader, depth);
                break;
            case MessagePackType.Map:
                WriteMap(ref reader, depth);
                break;
            case MessagePackType.Extension:
                WriteExtension(ref reader);
                break;
            default:
                reader.ReadNil();
                _json.WriteNullValue();
                break;
        }
    }

    public byte[] ToJson()
    {
        _json.Flush();
        return _buffer.Written.ToArray();
    }

    /// <summary>Parts of the message, not copied.</summary>
    public ReadOnlyMemory<byte>[] ToAttachments() => [.. _attachments];

    /// <summary>Drops what was written.</summary>
    public void Clear()
    {
        _json.Reset();
        _buffer.Clear();
        _attachments.Clear();
    }

    public void Dispose()
    {
        Clear();
        if (_attachments.Capacity > KeptAttachments)
        {
            _attachments = [];
        }

        t_transcoder = this;
    }

    public static ReadOnlySpan<byte> Text(ref MessagePackReader reader) =>
        reader.TryReadStringSpan(out var text) ? text : throw new MessagePackSerializationException("A text was expected.");

    private void WriteArray(ref MessagePackReader reader, int depth)
    {
        CheckDepth(depth);
        _json.WriteStartArray();
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
        {
            Write(ref reader, depth + 1);
        }

        _json.WriteEndArray();
    }

    private void WriteMap(ref MessagePackReader reader, int depth)
    {
        CheckDepth(depth);
        _json.WriteStartObject();
        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            // Other languages write numbers as keys, which JavaScript makes into texts.
            var number = reader.NextMessagePackType == MessagePackType.Integer ? Integer(ref reader) : null;
            var name = number is null ? Text(ref reader) : default;
            if (TryReadUndefined(ref reader))
            {
                continue;
            }

            if (number is null)
            {
                _json.WritePropertyName(name);
            }
            else
            {
                _json.WritePropertyName(number);
            }

            Write(ref reader, depth + 1);
        }

        _json.WriteEndObject();
    }

    private void WriteExtension(ref MessagePackReader reader)
    {
        var form = reader.NextCode;
        var header = reader.ReadExtensionFormatHeader();
        switch (header)
        {
            case { TypeCode: JavaScript } when form is MessagePackCode.Ext8 or MessagePackCode.Ext16 or MessagePackCode.Ext32:
                WriteBinary(Raw(ref reader, header.Length));
                break;
            case { TypeCode: JavaScript, Length: 1 }:
                Raw(ref reader, 1);
                _json.WriteNullValue();
                break;
            case { TypeCode: JavaScript, Length: 8 }:
                WriteDate(BinaryPrimitives.ReadInt64BigEndian(Raw(ref reader, 8).Span));
                break;
            case { TypeCode: Timestamp }:
                _json.WriteStringValue(reader.ReadDateTime(header));
                break;
            default:
                _json.WriteStartArray();
                _json.WriteNumberValue(header.TypeCode);
                WriteBinary(Raw(ref reader, header.Length));
                _json.WriteEndArray();
                break;
        }
    }

    private void WriteInteger(ref MessagePackReader reader)
    {
        if (reader.NextCode == MessagePackCode.UInt64)
        {
            _json.WriteNumberValue(reader.ReadUInt64());
        }
        else
        {
            _json.WriteNumberValue(reader.ReadInt64());
        }
    }

    private static string Integer(ref MessagePackReader reader) => reader.NextCode == MessagePackCode.UInt64
        ? reader.ReadUInt64().ToString(CultureInfo.InvariantCulture)
        : reader.ReadInt64().ToString(CultureInfo.InvariantCulture);

    private void WriteNumber(double number)
    {
        if (double.IsFinite(number))
        {
            _json.WriteNumberValue(number);
        }
        else
        {
            _json.WriteNullValue();
        }
    }

    /// <summary>Milliseconds since 1970. As <c>toISOString</c> writes them; what is no date, or beyond .NET's, is null.</summary>
    private void WriteDate(long milliseconds)
    {
        if (milliseconds < DateTimeOffset.MinValue.ToUnixTimeMilliseconds() || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            _json.WriteNullValue();
            return;
        }

        Span<byte> text = stackalloc byte[24];
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).TryFormat(text, out _, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        _json.WriteStringValue(text);
    }

    private void WriteBinary(ReadOnlyMemory<byte> data)
    {
        _json.WriteStartObject();
        _json.WriteBoolean("_placeholder"u8, true);
        _json.WriteNumber("num"u8, _attachments.Count);
        _json.WriteEndObject();
        _attachments.Add(data);
    }

    // Messages are in one piece.
    private static ReadOnlyMemory<byte> Raw(ref MessagePackReader reader, uint length) => reader.ReadRaw(length).First;

    private void CheckDepth(int depth)
    {
        if (depth >= _maxDepth)
        {
            throw new PacketException(PacketError.TooDeep, "too deeply nested");
        }
    }
}
