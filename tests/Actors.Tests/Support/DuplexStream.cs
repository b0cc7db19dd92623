using System.IO.Pipelines;

namespace AkkaSocketIo.Actors.Tests.Support;

/// <summary>Two ends of a connection in memory. Like TCP's, its buffers are bounded: who is not read from cannot write on.</summary>
internal static class DuplexStream
{
    public static (Stream Client, Stream Server) Create(int buffer)
    {
        var options = new PipeOptions(pauseWriterThreshold: buffer, resumeWriterThreshold: buffer / 2, useSynchronizationContext: false);
        var up = new Pipe(options);
        var down = new Pipe(options);
        return (new End(down.Reader.AsStream(), up.Writer), new End(up.Reader.AsStream(), down.Writer));
    }

    private sealed class End(Stream input, PipeWriter writer) : Stream
    {
        private readonly Stream _output = writer.AsStream();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => input.ReadAsync(buffer, cancellationToken);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await _output.WriteAsync(buffer, cancellationToken);
            await _output.FlushAsync(cancellationToken);
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => _output.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                input.Dispose();

                // What waits for room would otherwise wait for ever.
                writer.CancelPendingFlush();
                _output.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
