using System.Buffers;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// A buffer that is used again. What is larger than <paramref name="kept"/> belongs to the pool and goes back there:
/// JSON reserves three bytes for each character, so a text of a few ten kilobytes would else cost a large object each time.
/// </summary>
internal sealed class PooledBuffer(int kept) : IBufferWriter<byte>
{
    private byte[] _bytes = [];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_bytes.Length - _length));
        _length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Nobody may hold a part of it any more.</summary>
    public void Clear()
    {
        _length = 0;
        if (_bytes.Length > kept)
        {
            Replace([]);
        }
    }

    private void Reserve(int size)
    {
        var needed = checked(_length + Math.Max(size, 1));
        if (needed <= _bytes.Length)
        {
            return;
        }

        // Doubled, so that many small writes copy little.
        var bytes = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(2L * _bytes.Length, needed, Array.MaxLength));
        Written.CopyTo(bytes);
        Replace(bytes);
    }

    private void Replace(byte[] bytes)
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = bytes;
    }
}
