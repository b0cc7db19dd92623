namespace AkkaSocketIo.Actors.Connections;

/// <summary>Sessions that have joined no namespace yet: a bounded number for the whole node.</summary>
internal sealed class PendingHandshakes(int limit)
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool IsFull => Count >= limit;

    public bool TryBegin()
    {
        if (Interlocked.Increment(ref _count) <= limit)
        {
            return true;
        }

        End();
        return false;
    }

    public void End() => Interlocked.Decrement(ref _count);
}
