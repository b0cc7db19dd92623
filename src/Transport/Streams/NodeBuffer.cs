namespace AkkaSocketIo.Transport.Streams;

/// <summary>The bytes that wait to be sent on all connections of the node, and who waits for them to become fewer.</summary>
internal sealed class NodeBuffer(long limit)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _room;
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public bool IsFull => Bytes >= limit;

    public long Limit => limit;

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public void Release(long bytes)
    {
        // Waiters are woken once there is room worth waking for, not at every packet.
        if (Interlocked.Add(ref _bytes, -bytes) <= limit - limit / 8 && Volatile.Read(ref _room) is not null)
        {
            Wake();
        }
    }

    /// <summary>Completes when there is room. Does not reserve it: the bound may be passed by what wakes together.</summary>
    public Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        Task room;
        lock (_gate)
        {
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            room = _room.Task;
        }

        // What was released between the caller's look and the registration woke nobody.
        if (!IsFull)
        {
            Wake();
        }

        return room.WaitAsync(cancellationToken);
    }

    private void Wake()
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            room = _room;
            _room = null;
        }

        room?.TrySetResult();
    }
}
