namespace AkkaSocketIo.Actors.Sockets;

/// <summary>How an event is sent to one socket; the default is as without any modifier.</summary>
internal readonly record struct EmitFlags
{
    public bool IsVolatile { get; init; }

    public bool IsUncompressed { get; init; }

    /// <summary>Time for an awaited acknowledgement; null for the namespace's.</summary>
    public TimeSpan? Timeout { get; init; }

    // What a timer of .NET can wait.
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than a timer can wait: 49 days.</exception>
    public static TimeSpan CheckTimeout(TimeSpan timeout)
    {
        if (timeout != System.Threading.Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, s_longest);
        }

        return timeout;
    }
}
