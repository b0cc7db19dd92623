using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// Writes one packet. There is one writer for each thread, rented for a synchronous stretch: the buffers are used again,
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

    /// <summary>A packet without arguments of users: CONNECT, CONNECT_ERROR, DISCONNECT.</summary>
    public static EncodedPacket Plain(SocketIoPacketType type, string nsp, ReadOnlySpan<byte> payload) =>
        new(Text(new Head(type, 0, nsp, SocketIoPacket.NoId), payload));

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

    public EncodedPacket ToPacket(SocketIoPacketType type, string nsp, long id, bool copyAttachments = true)
    {
        _json.WriteEndArray();
        _json.Flush();
        ReadOnlyMemory<byte>[]? attachments = null;
        if (_attachments.Count > 0)
        {
            // Copied once, here: callers reuse pooled arrays. What came from a client is already nobody else's.
            attachments = new ReadOnlyMemory<byte>[_attachments.Count];
            for (var i = 0; i < attachments.Length; i++)
            {
                attachments[i] = copyAttachments ? _attachments[i].ToArray() : _attachments[i];
            }

            type = type == SocketIoPacketType.Ack ? SocketIoPacketType.BinaryAck : SocketIoPacketType.BinaryEvent;
        }

        return new EncodedPacket(Text(new Head(type, _attachments.Count, nsp, id), _buffer.Written), attachments);
    }

    /// <summary>Gives the writer back; also after a value that could not be written.</summary>
    public void Dispose()
    {
        _attachments.Clear();
        _json.Reset();
        _buffer.Clear();
        t_writer = this;
    }

    private static byte[] Text(in Head head, ReadOnlySpan<byte> payload)
    {
        Span<byte> scratch = head.MaxLength <= 256 ? stackalloc byte[256] : new byte[head.MaxLength];
        var written = scratch[..head.Write(scratch)];
        var text = GC.AllocateUninitializedArray<byte>(written.Length + payload.Length);
        written.CopyTo(text);
        payload.CopyTo(text.AsSpan(written.Length));
        return text;
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

    /// <summary>What stands before the payload, with the Engine.IO type of a message.</summary>
    private readonly ref struct Head(SocketIoPacketType type, int attachments, string nsp, long id)
    {
        public int MaxLength => 48 + Encoding.UTF8.GetMaxByteCount(nsp.Length);

        public int Write(Span<byte> text)
        {
            text[0] = (byte)'4';
            text[1] = (byte)('0' + (byte)type);
            var length = 2;
            if (attachments > 0)
            {
                Utf8Formatter.TryFormat(attachments, text[length..], out var digits);
                length += digits;
                text[length++] = (byte)'-';
            }

            if (nsp != "/")
            {
                length += Encoding.UTF8.GetBytes(nsp, text[length..]);
                text[length++] = (byte)',';
            }

            if (id != SocketIoPacket.NoId)
            {
                Utf8Formatter.TryFormat(id, text[length..], out var digits);
                length += digits;
            }

            return length;
        }
    }
}
