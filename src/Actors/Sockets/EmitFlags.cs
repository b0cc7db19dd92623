namespace AkkaSocketIo.Actors.Sockets;

/// <summary>How an event is sent to one socket; the default is as without any modifier.</summary>
internal readonly record struct EmitFlags
{
    public bool IsVolatile { get; init; }

    public bool IsUncompressed { get; init; }

    /// <summary>Time for an awaited acknowledgement; null for the namespace's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static TimeSpan CheckTimeout(TimeSpan timeout)
    {
        if (timeout != System.Threading.Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        }

        return timeout;
    }
}
