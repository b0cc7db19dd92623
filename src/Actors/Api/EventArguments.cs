using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo;

/// <summary>
/// The arguments of an event or an acknowledgement as they came; values are made when they are asked for. Immutable, and
/// may be kept: its memory is not pooled. Emitted or acknowledged as the only argument, it is forwarded without decoding.
/// </summary>
public sealed class EventArguments
{
    private readonly SocketIoPacket _packet;
    private readonly int _first;
    private readonly JsonSerializerOptions _json;

    internal EventArguments(SocketIoPacket packet, int first, JsonSerializerOptions json)
    {
        _packet = packet;
        _first = first;
        _json = json;
    }

    internal SocketIoPacket Packet => _packet;

    internal int First => _first;

    /// <summary>How many there are.</summary>
    public int Count => Math.Max(0, _packet.Elements.Count - _first);

    /// <summary>
    /// The binary values, in the order of their placeholders in the JSON. Shared with whoever the event is forwarded to: not
    /// to be changed.
    /// </summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Attachments => _packet.Attachments;

    /// <summary>The value at an index, from 0 on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="JsonException">It is no <typeparamref name="T"/>.</exception>
    public T? Get<T>(int index) => PacketArguments.Read<T>(_packet, _first + Checked(index), _json);

    /// <summary>The value at an index; false when there is none or when it is no <typeparamref name="T"/>.</summary>
    public bool TryGet<T>(int index, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (index < 0 || index >= Count)
        {
            return false;
        }

        try
        {
            value = PacketArguments.Read<T>(_packet, _first + index, _json);
            return value is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The JSON of an argument, with placeholders for binary values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    public ReadOnlyMemory<byte> Raw(int index) => _packet.Payload[_packet.Elements[_first + Checked(index)]];

    /// <summary>All of them as a JSON array, with placeholders for binary values: what goes to another server.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var json = new ArrayBufferWriter<byte>(_packet.Payload.Length);
        for (var i = 0; i < Count; i++)
        {
            json.Write(i == 0 ? "["u8 : ","u8);
            json.Write(Raw(i).Span);
        }

        json.Write(Count == 0 ? "[]"u8 : "]"u8);
        return json.WrittenMemory;
    }

    private int Checked(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return index;
    }
}
