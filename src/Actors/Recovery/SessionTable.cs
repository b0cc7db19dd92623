namespace AkkaSocketIo.Actors.Recovery;

/// <summary>
/// The sessions of a log, by their pids. Those whose clients are away end after <paramref name="duration"/>, counted from
/// when that was learned; when there are more than <paramref name="maxAway"/>, the longest away ends first.
/// </summary>
/// <param name="duration">In ticks of the clock.</param>
/// <param name="maxAway">How many may be away.</param>
internal sealed class SessionTable(long duration, int maxAway)
{
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    // In the order of their times. An entry whose session has come back, or has left once more, is passed over.
    private readonly Queue<(Session Session, long EndedAt)> _away = new();
    private int _awayCount;

    public int Count => _sessions.Count;

    public int AwayCount => _awayCount;

    /// <summary>When the next session ends, if its client stays away; null when none is away.</summary>
    public long? NextEnd => _away.TryPeek(out var first) ? first.EndedAt + duration : null;

    public void Add(Session session)
    {
        session.IsOpen = true;
        _sessions.Add(session.Pid, session);
    }

    public Session? Find(string pid) => _sessions.GetValueOrDefault(pid);

    public bool IsOver(Session session, long now) => session.Owner is null && now - session.EndedAt >= duration;

    public void Remove(Session session)
    {
        if (session.IsOpen)
        {
            _sessions.Remove(session.Pid);
            session.IsOpen = false;
            _awayCount -= session.Owner is null ? 1 : 0;
        }
    }

    public void Claim(Session session, ISessionOwner owner)
    {
        session.Owner = owner;
        _awayCount--;
    }

    /// <summary>The client is away from now on; returns who has to end for it.</summary>
    public Session? Leave(Session session, long now)
    {
        session.Owner = null;
        session.IsConnected = false;
        session.EndedAt = now;
        _awayCount++;
        _away.Enqueue((session, now));
        return _awayCount > maxAway ? TakeFirst() : null;
    }

    /// <summary>It is away as before: who claimed it has not come as far as to be connected.</summary>
    public void Return(Session session)
    {
        session.Owner = null;
        _awayCount++;

        // Its entry may have been passed over meanwhile; one more does no harm.
        _away.Enqueue((session, session.EndedAt));
    }

    /// <summary>Removes a session whose time is over; null when there is none.</summary>
    public Session? TakeExpired(long now)
    {
        while (_away.TryPeek(out var first))
        {
            if (!IsAway(first) || now - first.EndedAt >= duration)
            {
                _away.Dequeue();
                if (IsAway(first))
                {
                    Remove(first.Session);
                    return first.Session;
                }
            }
            else
            {
                break;
            }
        }

        return null;
    }

    private Session? TakeFirst()
    {
        while (_away.TryDequeue(out var first))
        {
            if (IsAway(first))
            {
                Remove(first.Session);
                return first.Session;
            }
        }

        return null;
    }

    private static bool IsAway((Session Session, long EndedAt) entry) =>
        entry.Session is { IsOpen: true, Owner: null } session && session.EndedAt == entry.EndedAt;
}
