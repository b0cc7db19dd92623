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

    /// <summary>Zero or less: nothing waits.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public NodeBuffer Node => node;

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

    public void Remove(int size)
    {
        if (Interlocked.Add(ref _bytes, -size) >= 0)
        {
            node.Release(size);
        }
    }

    /// <summary>The connection has ended: what still waits is given back to the node.</summary>
    public void Close()
    {
        var rest = Interlocked.Exchange(ref _bytes, Closed);
        if (rest > 0)
        {
            node.Release(rest);
        }
    }
}
