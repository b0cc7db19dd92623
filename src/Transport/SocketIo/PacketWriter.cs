using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// Writes the payload of one packet. There is one writer for each thread, rented for a synchronous stretch: the buffers are used again,
/// what leaves is an array of its own size.
/// </summary>
internal sealed class PacketWriter : IDisposable
{
    private const int KeptBytes = 64 * 1024;

    [ThreadStatic]
    private static PacketWriter? t_writer;

    private static readonly JsonWriterOptions s_writerOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly PooledBuffer _buffer = new(KeptBytes);
    private readonly List<ReadOnlyMemory<byte>> _attachments = [];
    private readonly Utf8JsonWriter _json;

    private PacketWriter() => _json = new Utf8JsonWriter(_buffer, s_writerOptions);

    /// <summary>For values, between <see cref="RentArray"/> and <see cref="ToPacket"/>.</summary>
    public Utf8JsonWriter Json => _json;

    /// <summary>Whether what was written last is a string.</summary>
    public bool EndsWithString
    {
        get
        {
            _json.Flush();
            return _buffer.Written is [.., (byte)'"'];
        }
    }

    /// <summary>A writer for the payload of an event or an ack: an array has been opened.</summary>
    public static PacketWriter RentArray()
    {
        var writer = t_writer ?? new PacketWriter();

        // Taken away while it is used: a value's own converter may emit in turn.
        t_writer = null;
        writer._json.WriteStartArray();
        return writer;
    }

    public void Write(object? value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case null:
                _json.WriteNullValue();
                break;
            case string text:
                _json.WriteStringValue(text);
                break;
            case int number:
                _json.WriteNumberValue(number);
                break;
            case bool flag:
                _json.WriteBooleanValue(flag);
                break;
            default:
                Serialize(value, value.GetType(), options);
                break;
        }
    }

    /// <summary>By its declared type: no boxing.</summary>
    public void Write<T>(T value, JsonSerializerOptions options)
    {
        var outer = BinaryScope.Written;
        BinaryScope.Written = _attachments;
        try
        {
            JsonSerializer.Serialize(_json, value, options);
        }
        finally
        {
            BinaryScope.Written = outer;
        }
    }

    /// <summary>Elements of another packet as they came; their placeholders stay right, since nothing stands before them.</summary>
    public void WriteRaw(SocketIoPacket packet, int first)
    {
        for (var i = first; i < packet.Elements.Count; i++)
        {
            _json.WriteRawValue(packet.Payload.Span[packet.Elements[i]], skipInputValidation: true);
        }

        _attachments.AddRange(packet.Attachments);
    }

    /// <summary>One value of another packet as it came; its placeholders are right if that packet's attachments stand first.</summary>
    public void WriteRaw(ReadOnlySpan<byte> json) => _json.WriteRawValue(json, skipInputValidation: true);

    public void AddAttachments(ReadOnlyMemory<byte>[] attachments) => _attachments.AddRange(attachments);

    public EncodedPacket ToPacket(PacketCodec codec, SocketIoPacketType type, string nsp, long id, bool copyAttachments = true)
    {
        _json.WriteEndArray();
        _json.Flush();
        return codec.Encode(type, nsp, id, _buffer.Written, CollectionsMarshal.AsSpan(_attachments), copyAttachments);
    }

    /// <summary>Gives the writer back; also after a value that could not be written.</summary>
    public void Dispose()
    {
        _attachments.Clear();
        _json.Reset();
        _buffer.Clear();
        t_writer = this;
    }

    private void Serialize(object value, Type type, JsonSerializerOptions options)
    {
        var outer = BinaryScope.Written;
        BinaryScope.Written = _attachments;
        try
        {
            JsonSerializer.Serialize(_json, value, type, options);
        }
        finally
        {
            BinaryScope.Written = outer;
        }
    }
}
