namespace AkkaSocketIo.Transport.Streams;

/// <summary>
/// The window of one transport: what was handed to the connection's actor and is not handled yet. A message is taken
/// when it is handed over and returned exactly once. The reader that has stopped is woken when half of the window is
/// free again: once for many messages, never for each.
/// </summary>
internal sealed class InboundCredit(int window, long windowBytes)
{
    private int _outstanding;
    private long _outstandingBytes;
    private int _paused;
    private Action? _resume;

    /// <summary>Messages handed over and not handled.</summary>
    public int Outstanding => Volatile.Read(ref _outstanding);

    public long OutstandingBytes => Interlocked.Read(ref _outstandingBytes);

    /// <summary>The reader has stopped until credit comes back.</summary>
    public bool IsPaused => Volatile.Read(ref _paused) != 0;

    /// <summary>The window is used up.</summary>
    public bool IsExhausted => Outstanding >= window || OutstandingBytes >= windowBytes;

    private bool IsHalfFree => Outstanding <= window / 2 && OutstandingBytes <= windowBytes / 2;

    /// <summary>What to call, on the returning thread, when a stopped reader may go on. Set before the first pause.</summary>
    public void OnResume(Action resume) => _resume = resume;

    /// <summary>Counts a message. One always fits into an empty window, however large it is.</summary>
    public void Take(int bytes)
    {
        Interlocked.Increment(ref _outstanding);
        Interlocked.Add(ref _outstandingBytes, bytes);
    }

    /// <summary>Makes a message that is counted already larger: parts that came before it belong to it.</summary>
    public void Grow(int bytes) => Interlocked.Add(ref _outstandingBytes, bytes);

    /// <summary>Asks whether to stop reading; if so, <see cref="OnResume"/> tells when to go on.</summary>
    public bool TryPause()
    {
        if (!IsExhausted)
        {
            return false;
        }

        Volatile.Write(ref _paused, 1);
        Interlocked.MemoryBarrier();

        // What came back between the look and the mark has woken nobody; who takes the mark away is the one to go on.
        return !(IsHalfFree && Interlocked.Exchange(ref _paused, 0) == 1);
    }

    public void Return(int bytes)
    {
        Interlocked.Decrement(ref _outstanding);
        Interlocked.Add(ref _outstandingBytes, -bytes);
        if (IsPaused && IsHalfFree)
        {
            Resume();
        }
    }

    /// <summary>Wakes the reader whatever is outstanding.</summary>
    public void Resume()
    {
        if (Interlocked.Exchange(ref _paused, 0) == 1)
        {
            _resume?.Invoke();
        }
    }
}
