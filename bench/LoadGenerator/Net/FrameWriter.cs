using System.Buffers.Binary;

namespace AkkaSocketIo.LoadGenerator;

/// <summary>Collects a client's frames until they are sent with one call. The mask is zero: a server does the same work for it.</summary>
internal sealed class FrameWriter
{
    private const int LongestHeader = 8;
    private byte[] _buffer = new byte[64 * 1024];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    public void Frame(int opcode, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default, ReadOnlySpan<byte> third = default)
    {
        var size = first.Length + second.Length + third.Length;
        if (size > ushort.MaxValue) throw new ArgumentException($"A frame of {size} bytes is more than this generator sends.");
        var room = Room(LongestHeader + size);
        room[0] = (byte)(0x80 | opcode);
        var header = 2;
        if (size < 126)
        {
            room[1] = (byte)(0x80 | size);
        }
        else
        {
            room[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(room[2..], (ushort)size);
            header = 4;
        }

        room.Slice(header, 4).Clear();
        room = room[(header + 4)..];
        first.CopyTo(room);
        second.CopyTo(room[first.Length..]);
        third.CopyTo(room[(first.Length + second.Length)..]);
        _length += header + 4 + size;
    }

    private Span<byte> Room(int size)
    {
        if (_buffer.Length - _length < size) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + size));
        return _buffer.AsSpan(_length);
    }
}
