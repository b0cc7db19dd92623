namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>A packet for one connection whose sender wants to know when it was written.</summary>
internal sealed class TrackedPacket : EncodedPacket
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TrackedPacket(byte[]? text, ReadOnlyMemory<byte>[]? attachments = null)
        : base(text, attachments) => IsTracked = true;

    public Task Written => _written.Task;

    public void SetWritten() => _written.TrySetResult();
}
