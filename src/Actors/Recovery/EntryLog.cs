using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Recovery;

/// <summary>
/// The entries of a log in their order, without gaps: a ring, in which a position is found at once. What is too old or too
/// much is deleted from its beginning, and marked. Positions never go back.
/// </summary>
/// <param name="maxBytes">Bytes of all entries.</param>
/// <param name="retention">How long an entry is kept, in ticks of the clock.</param>
internal sealed class EntryLog(long maxBytes, long retention)
{
    private LogEntry[] _ring = new LogEntry[16];
    private int _head;
    private int _count;

    public DeletedMarks Marks { get; init; } = new();

    public long Bytes { get; private set; }

    public int Count => _count;

    /// <summary>The latest entry, deleted or not; one of position 0 stands for the beginning.</summary>
    public LogEntry Newest { get; private set; } = new(0, default, EncodedPacket.Noop, 0);

    /// <summary>When the first entry is too old; null when there is none.</summary>
    public long? NextEnd => _count == 0 ? null : _ring[_head].At + retention;

    public void Append(LogEntry entry)
    {
        if (_count == _ring.Length)
        {
            Grow();
        }

        _ring[(_head + _count++) & (_ring.Length - 1)] = entry;
        Bytes += entry.Size;
        Newest.Next = entry;
        Newest = entry;
        Trim(entry.At);
    }

    public void Trim(long now)
    {
        while (_count > 0 && (Bytes > maxBytes || now - _ring[_head].At >= retention))
        {
            Marks.Add(RemoveFirst());
        }
    }

    /// <summary>Forgets all entries: nobody is there who could have missed one.</summary>
    public void Clear()
    {
        while (_count > 0)
        {
            RemoveFirst();
        }

        Marks.Clear();
    }

    /// <summary>An entry whose next one is the first behind a position, of those that are there.</summary>
    public LogEntry Before(long position)
    {
        if (_count == 0 || position >= Newest.Position)
        {
            return Newest;
        }

        var index = position - _ring[_head].Position;
        return index >= 0 ? _ring[(_head + (int)index) & (_ring.Length - 1)] : new LogEntry(position, default, EncodedPacket.Noop, 0) { Next = _ring[_head] };
    }

    private LogEntry RemoveFirst()
    {
        var entry = _ring[_head];
        _ring[_head] = null!;
        _head = (_head + 1) & (_ring.Length - 1);
        _count--;
        Bytes -= entry.Size;
        return entry;
    }

    private void Grow()
    {
        var larger = new LogEntry[_ring.Length * 2];
        for (var i = 0; i < _count; i++)
        {
            larger[i] = _ring[(_head + i) & (_ring.Length - 1)];
        }

        _ring = larger;
        _head = 0;
    }
}
