using System.Buffers;

namespace AkkaSocketIo.Transport.Streams;

/// <summary>
/// Stands between a WebSocket and Kestrel. The WebSocket writes and flushes every frame by itself; while corked, frames
/// are collected here and leave in one write, which is one system call for many packets. Frames that the WebSocket
/// sends on its own account (pongs, the answer to a close) may come from another thread at any time.
/// </summary>
internal sealed class CoalescingStream(Stream inner) : Stream
{
    private const int LargeFrame = 32 * 1024;

    private readonly Lock _gate = new();
    private byte[]? _collected;
    private int _length;
    private bool _corked;
    private Task _lastWrite = Task.CompletedTask;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Cork()
    {
        lock (_gate)
        {
            _corked = true;
        }
    }

    /// <summary>Writes what was collected; completes when Kestrel has taken it, which is when the client reads.</summary>
    public ValueTask UncorkAsync()
    {
        lock (_gate)
        {
            _corked = false;
            return WriteCollected();
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            Collect(buffer.Span);

            // A large frame is not held back, nor is anything beyond it: memory stays bounded by the largest message.
            return _corked && _length < LargeFrame ? default : WriteCollected();
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _corked ? Task.CompletedTask : WriteCollected().AsTask();
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Collect(ReadOnlySpan<byte> frame)
    {
        var needed = _length + frame.Length;
        if (_collected is null || _collected.Length < needed)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * (_collected?.Length ?? 512)));
            if (_collected is not null)
            {
                _collected.AsSpan(0, _length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_collected);
            }

            _collected = larger;
        }

        frame.CopyTo(_collected.AsSpan(_length));
        _length = needed;
    }

    // Under the lock. Writes are put one behind the other: Kestrel takes one at a time.
    private ValueTask WriteCollected()
    {
        if (_length == 0)
        {
            return _lastWrite.IsCompletedSuccessfully ? default : new ValueTask(_lastWrite);
        }

        var buffer = _collected!;
        var length = _length;
        _collected = null;
        _length = 0;
        if (!_lastWrite.IsCompletedSuccessfully)
        {
            _lastWrite = WriteAfterAsync(_lastWrite, buffer, length);
            return new ValueTask(_lastWrite);
        }

        var write = inner.WriteAsync(buffer.AsMemory(0, length));
        if (write.IsCompletedSuccessfully)
        {
            write.GetAwaiter().GetResult();
            ArrayPool<byte>.Shared.Return(buffer);
            return default;
        }

        _lastWrite = ReturnAfterAsync(write, buffer);
        return new ValueTask(_lastWrite);
    }

    private async Task WriteAfterAsync(Task previous, byte[] buffer, int length)
    {
        await previous.ConfigureAwait(false);
        await inner.WriteAsync(buffer.AsMemory(0, length)).ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    // A buffer whose write failed is left to the collector: Kestrel may still read it.
    private static async Task ReturnAfterAsync(ValueTask write, byte[] buffer)
    {
        await write.ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
