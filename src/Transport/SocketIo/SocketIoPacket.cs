using System.Text;
using System.Text.Json;
using AkkaSocketIo.Transport.Streams;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// A decoded packet. The payload stays as it came: only the places of its elements are known, and values are made when a
/// handler asks for them.
/// </summary>
internal sealed class SocketIoPacket
{
    /// <summary>No acknowledgement is wanted.</summary>
    public const long NoId = -1;

    public JsonElements Elements;

    private InboundCredit? _credit;

    /// <summary>The type without its binary variant: <see cref="SocketIoPacketType.Event"/> for both kinds of event.</summary>
    public required SocketIoPacketType Type { get; init; }

    public required string Namespace { get; init; }

    public long Id { get; init; } = NoId;

    /// <summary>The JSON after the head; empty if there was none.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    public ReadOnlyMemory<byte>[] Attachments { get; init; } = [];

    public bool HasPayload => !Payload.IsEmpty;

    /// <summary>Bytes of its payload, and of what says where its elements and attachments are.</summary>
    public long SizeInMemory => Payload.Length + 8L * Elements.Count + 16L * Attachments.Length;

    /// <summary>What it takes of its connection's window, its attachments included.</summary>
    public int Size { get; private set; }

    /// <summary>The packet answers from now on for what its messages took of a window.</summary>
    public void TakeOver(InboundCredit credit, int size)
    {
        Size = size;
        _credit = credit;
    }

    /// <summary>Gives the credit back, on whatever thread; only the first call does.</summary>
    public void ReturnCredit() => Interlocked.Exchange(ref _credit, null)?.Return(Size);

    /// <summary>Takes the place of another packet, which then has no credit of its own to give back.</summary>
    public void Inherit(SocketIoPacket other)
    {
        Size = other.Size;
        _credit = Interlocked.Exchange(ref other._credit, null);
    }

    /// <summary>The name of an event, in the buffer if it fits: most events need no string for it.</summary>
    public ReadOnlySpan<char> EventName(Span<char> buffer)
    {
        if (Elements.Count == 0)
        {
            return "";
        }

        var name = Payload.Span[Elements[0]];
        if (name[0] == (byte)'"')
        {
            name = name[1..^1];
        }

        // UTF-8 never has fewer bytes than UTF-16 has characters.
        return name.Length <= buffer.Length && !name.Contains((byte)'\\')
            ? buffer[..Encoding.UTF8.GetChars(name, buffer)]
            : EventName();
    }

    /// <summary>The name of an event: its first element, a string or a number.</summary>
    public string EventName()
    {
        var name = Payload.Span[Elements[0]];
        if (name[0] != (byte)'"')
        {
            return Encoding.UTF8.GetString(name);
        }

        var reader = new Utf8JsonReader(name);
        reader.Read();
        return reader.GetString()!;
    }
}
