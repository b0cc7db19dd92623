using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Recovery;

/// <summary>
/// The log of a namespace as plain state: it numbers events, keeps them and the sessions that may ask for them, and decides
/// who recovers. Times are timestamps of the clock. Not thread-safe.
/// </summary>
internal sealed class NamespaceLogState(LogOffset offsets, EntryLog entries, SessionTable sessions)
{
    /// <summary>Longest time that an entry which is too old stays when nothing is appended.</summary>
    public required long Slack { get; init; }

    /// <summary>The latest position that was given.</summary>
    public long Last { get; private set; }

    /// <summary>The latest entry, to read a replay up to.</summary>
    public LogEntry Newest => entries.Newest;

    public int SessionCount => sessions.Count;

    /// <summary>When <see cref="Expire"/> has something to do; null: never, as it is now.</summary>
    public long? NextDue
    {
        get
        {
            var oldest = entries.NextEnd + Slack;
            return sessions.NextEnd is { } end && !(oldest < end) ? end : oldest;
        }
    }

    /// <summary>Numbers an event and keeps it, if there is a session that could ask for it.</summary>
    public void Append(EntryTarget target, EncodedPacket packet, long now)
    {
        // In this order: a packet that cannot be stamped is none, and leaves no gap.
        offsets.Stamp(packet, Last + 1);
        Last++;
        if (sessions.Count > 0)
        {
            entries.Append(new LogEntry(Last, target, packet, now));
        }
    }

    /// <summary>A new session begins here.</summary>
    public void Open(Session session, ISessionOwner owner)
    {
        sessions.Add(session);
        session.Owner = owner;
        session.IsConnected = true;
        session.Position = Last;
    }

    /// <summary>The session of this pid, if it is this user's and its time is not over.</summary>
    public Session? Find(string pid, string? user, long now) =>
        sessions.Find(pid) is { } session && (session.User is null || session.User == user) && !sessions.IsOver(session, now) ? session : null;

    /// <summary>
    /// Makes a socket the owner of a session whose client is away: once. Null when something that the client has missed is
    /// not there any more.
    /// </summary>
    public Replay? Claim(Session session, string? offset, ISessionOwner owner)
    {
        // The client knows its last offset for ever, also that of another session or log: nothing before its beginning counts.
        var from = offsets.TryParse(offset, out var position) && position <= Last ? Math.Max(position, session.Position) : session.Position;
        if (entries.Marks.HasAny(session, from))
        {
            return null;
        }

        sessions.Claim(session, owner);
        session.Position = from;
        return new Replay(session, entries.Before(from));
    }

    /// <summary>A socket has ended, whose session this is or was. Sessions that end by it are added to the list.</summary>
    public void End(Session session, ISessionOwner owner, in SessionEnd end, List<Session> ended)
    {
        // Not the owner any more, or never: another socket has taken the session over, or it was never connected.
        if (session.Owner != owner)
        {
            return;
        }

        if (!end.Reason.Recoverable && (session.IsConnected || end.Reason.Name != DisconnectReason.ServerNamespaceDisconnect))
        {
            // Who was connected has been told as its socket; who was not has only been away for those who listen.
            Drop(session);
            if (!session.IsConnected)
            {
                ended.Add(session);
            }
        }
        else if (!session.IsConnected && !end.HasReplayed)
        {
            // Also when a middleware refused it: it may try again.
            sessions.Return(session);
            if (sessions.IsOver(session, end.At))
            {
                Drop(session);
                ended.Add(session);
            }
        }
        else
        {
            if (session.IsConnected)
            {
                session.Rooms = end.Rooms;
                session.Data = end.Data;
                session.ExpiresAt = end.ExpiresAt;
            }

            session.Reason = end.Reason;
            if (sessions.Leave(session, end.At) is { } evicted)
            {
                ended.Add(evicted);
            }
        }
    }

    /// <summary>Ends a session for good.</summary>
    public void Drop(Session session)
    {
        sessions.Remove(session);
        ClearIfUnused();
    }

    /// <summary>Deletes what is too old; returns the sessions whose time is over.</summary>
    public List<Session> Expire(long now)
    {
        var ended = new List<Session>();
        while (sessions.TakeExpired(now) is { } session)
        {
            ended.Add(session);
        }

        entries.Trim(now);
        ClearIfUnused();
        return ended;
    }

    private void ClearIfUnused()
    {
        if (sessions.Count == 0)
        {
            entries.Clear();
        }
    }
}

/// <summary>What is known when a socket ends.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Rooms">The rooms that it was in.</param>
/// <param name="Data">Its data.</param>
/// <param name="HasReplayed">It was sent some of what its client had missed, which so was there.</param>
/// <param name="At">When, as a timestamp of the clock.</param>
internal readonly record struct SessionEnd(DisconnectReason Reason, IReadOnlySet<string> Rooms, SocketData? Data, bool HasReplayed, long At)
{
    public DateTimeOffset? ExpiresAt { get; init; }
}
