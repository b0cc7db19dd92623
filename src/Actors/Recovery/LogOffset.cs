using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Recovery;

/// <summary>
/// The offsets of one log: <c>{log id}.{position}</c>. The position has a fixed width: events are encoded before the log's
/// lock is taken, with zeros for the position, and get their number where the zeros stand.
/// </summary>
internal sealed class LogOffset
{
    private const int Digits = 12;
    private const int IdBytes = 6;

    private readonly string _head;
    private readonly byte[] _zero;

    public LogOffset()
        : this(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)))
    {
    }

    public LogOffset(string logId)
    {
        _head = logId + ".";
        var zero = Format(0);
        _zero = Encoding.ASCII.GetBytes(zero);
        Tail = new EventTail(zero);
    }

    /// <summary>For events that will be numbered.</summary>
    public EventTail Tail { get; }

    public string Format(long position) => _head + position.ToString("x12", CultureInfo.InvariantCulture);

    /// <summary>The position in an offset that a client sends; false when it is not of this log.</summary>
    public bool TryParse(string? offset, out long position)
    {
        position = 0;
        return offset is not null && offset.Length == _zero.Length && offset.StartsWith(_head, StringComparison.Ordinal)
            && long.TryParse(offset.AsSpan(_head.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out position);
    }

    /// <summary>Numbers a packet that was encoded with <see cref="Tail"/> and that nobody else has seen yet.</summary>
    public void Stamp(EncodedPacket packet, long position)
    {
        var bytes = packet.Text is { } text ? text : MemoryMarshal.AsMemory(packet.Attachments[0]).Span;
        var at = bytes.LastIndexOf(_zero);
        if (at < 0)
        {
            throw new InvalidOperationException("Recovery needs a parser that writes an ASCII string as its characters: the offset was not found in the packet.");
        }

        Utf8Formatter.TryFormat(position, bytes[(at + _head.Length)..], out _, new StandardFormat('x', Digits));
    }
}
