namespace AkkaSocketIo.Transport.Streams;

internal enum Reservation
{
    Ok,

    /// <summary>The connection's bound is passed: its client does not read.</summary>
    Overflow,

    /// <summary>The connection has ended.</summary>
    Closed,
}

/// <summary>
/// The bytes that wait to be sent on one connection. The emitter counts them on its own thread before it tells the
/// connection's actor, the connection when they are written: so what sits in a mailbox counts too.
/// </summary>
internal sealed class OutboundBytes(NodeBuffer node, long limit)
{
    // Far below zero once closed: whatever is added or removed later stays there and does not touch the node's count.
    private const long Closed = long.MinValue / 2;

    private long _bytes;
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _drained;

    /// <summary>Zero or less: nothing waits.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>
    /// At most half of the bound waits, or the connection has ended: who waits for room before each message stays below the
    /// bound, even when several do so at the same time.
    /// </summary>
    public bool HasRoom => Bytes <= limit / 2;

    public async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (!HasRoom)
        {
            var room = Volatile.Read(ref _room);
            if (room is null)
            {
                var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                room = Interlocked.CompareExchange(ref _room, created, null) ?? created;
            }

            // What was written between the look and the registration woke nobody.
            if (HasRoom)
            {
                return;
            }

            await room.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Completes when nothing waits, or the connection has ended.</summary>
    public async ValueTask WaitUntilDrainedAsync()
    {
        while (Bytes > 0)
        {
            var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var drained = Interlocked.CompareExchange(ref _drained, created, null) ?? created;

            // What was written between the look and the registration woke nobody.
            if (Bytes <= 0)
            {
                return;
            }

            await drained.Task.ConfigureAwait(false);
        }
    }

    public Reservation TryAdd(int size)
    {
        node.Add(size);
        var bytes = Interlocked.Add(ref _bytes, size);
        if (bytes < 0)
        {
            node.Release(size);
            return Reservation.Closed;
        }

        // One message always fits into an empty outbox.
        if (bytes > limit && bytes != size)
        {
            Remove(size);
            return Reservation.Overflow;
        }

        return Reservation.Ok;
    }

    /// <summary>Counts bytes if nothing else waits; of two who do so at the same time one does.</summary>
    public bool TryAddToEmpty(int size)
    {
        if (node.IsFull || Interlocked.CompareExchange(ref _bytes, size, 0) != 0)
        {
            return false;
        }

        node.Add(size);
        return true;
    }

    public void Remove(int size)
    {
        if (Interlocked.Add(ref _bytes, -size) >= 0)
        {
            node.Release(size);
        }

        Wake();
    }

    /// <summary>The connection has ended: what still waits is given back to the node.</summary>
    public void Close()
    {
        var rest = Interlocked.Exchange(ref _bytes, Closed);
        if (rest > 0)
        {
            node.Release(rest);
        }

        Wake();
    }

    private void Wake()
    {
        if (Volatile.Read(ref _room) is not null && HasRoom)
        {
            Interlocked.Exchange(ref _room, null)?.TrySetResult();
        }

        if (Volatile.Read(ref _drained) is not null && Bytes <= 0)
        {
            Interlocked.Exchange(ref _drained, null)?.TrySetResult();
        }
    }
}
