namespace AkkaSocketIo.Transport;

/// <summary>How fast something may come, in timestamps of a clock: steadily one at a time, and some at once after a rest.</summary>
/// <param name="Interval">Time between two that come steadily.</param>
/// <param name="Tolerance">How much earlier than that one may come; as long as all but one of a burst take.</param>
internal sealed record RateLimit(long Interval, long Tolerance)
{
    /// <param name="perSecond">0: no limit, which is null.</param>
    /// <param name="burst">How many may come at once; 0: as many as in a second.</param>
    /// <param name="time">The clock of the timestamps.</param>
    public static RateLimit? Of(int perSecond, int burst, TimeProvider time)
    {
        if (perSecond == 0)
        {
            return null;
        }

        var interval = Math.Max(1, time.TimestampFrequency / perSecond);
        return new RateLimit(interval, interval * ((burst == 0 ? perSecond : burst) - 1));
    }

    /// <summary>How long an empty bucket takes to be full.</summary>
    public long Refill => Interval + Tolerance;
}

/// <summary>
/// A token bucket. What is kept is not how many tokens are left but when it will be full, so that nothing has to be filled
/// up as time goes by; the default value is a full one.
/// </summary>
internal struct TokenBucket
{
    private long _full;

    /// <summary>Takes a token if there is one.</summary>
    /// <param name="limit">The same at each call.</param>
    /// <param name="now">A timestamp; not less than at the call before.</param>
    public bool TryTake(RateLimit limit, long now)
    {
        if (Wait(limit, now) > 0)
        {
            return false;
        }

        _full = Math.Max(_full, now) + limit.Interval;
        return true;
    }

    /// <summary>How long it takes until there is a token.</summary>
    public readonly long Wait(RateLimit limit, long now) => Math.Max(0, _full - now - limit.Tolerance);
}
