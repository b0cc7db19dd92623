namespace AkkaSocketIo.Actors.Connections;

internal enum HeartbeatStep
{
    None,
    SendPing,
    TimedOut,
}

/// <summary>
/// The heartbeat of Engine.IO, as pure state. In revision 4 the server pings after <c>interval</c> and wants a pong within
/// <c>timeout</c>; in revision 3 the client pings (<see cref="OfClient"/>). Times are timestamps of the clock. What the transport
/// knows is given with each step, so nothing has to be reported.
/// </summary>
internal struct Heartbeat(long interval, long timeout, long now)
{
    private long _dueAt = now + interval;
    private long _lag;
    private bool _awaitsPong;
    private bool _refreshed;
    private bool _isOfClient;

    /// <summary>A client that pings is awaited all the time: from one ping to the next both times may pass.</summary>
    public static Heartbeat OfClient(long interval, long timeout, long now)
    {
        var heartbeat = new Heartbeat(0, interval + timeout, now) { _awaitsPong = true, _refreshed = true, _isOfClient = true };
        heartbeat.OnPing(now);
        return heartbeat;
    }

    /// <summary>When to look again.</summary>
    public long Deadline { get; private set; } = now + interval;

    /// <summary>When the ping that awaits its pong was to be sent.</summary>
    public long PingAt { get; private set; }

    /// <summary>Whether <see cref="OnPacket"/> would change anything.</summary>
    public readonly bool AwaitsSign => _awaitsPong && !_refreshed;

    /// <param name="now">The time.</param>
    /// <param name="isPaused">The server itself does not read the connection: the timeout stands still.</param>
    /// <param name="lastSign">The latest write that made progress; the ping's own if it is written.</param>
    public HeartbeatStep Step(long now, bool isPaused, long lastSign)
    {
        if (!_awaitsPong)
        {
            if (now < _dueAt)
            {
                return HeartbeatStep.None;
            }

            // Counted from when the ping was due, not from when the scan came by.
            _awaitsPong = true;
            _refreshed = false;
            _lag = now - _dueAt;
            PingAt = now;
            Deadline = _dueAt + timeout;
            return HeartbeatStep.SendPing;
        }

        if (isPaused)
        {
            Deadline = now + timeout;
        }
        else
        {
            Deadline = Math.Max(Deadline, lastSign + timeout);
        }

        return now >= Deadline ? HeartbeatStep.TimedOut : HeartbeatStep.None;
    }

    /// <summary>A new transport begins its own heartbeat.</summary>
    public void Restart(long now)
    {
        if (_isOfClient)
        {
            OnPing(now);
            return;
        }

        _awaitsPong = false;
        _dueAt = now + interval;
        Deadline = _dueAt;
    }

    /// <summary>The client has pinged.</summary>
    public void OnPing(long now) => Deadline = now + timeout;

    /// <summary>A pong that nobody asked for does not put off the next ping.</summary>
    public void OnPong(long now)
    {
        if (_awaitsPong)
        {
            _awaitsPong = false;

            // Without what the scan was late by, so that delays do not add up from ping to ping.
            _dueAt = now + interval - Math.Min(_lag, interval);
            Deadline = _dueAt;
        }
    }

    /// <summary>While a pong is awaited, the first other packet is a sign of life, once.</summary>
    public void OnPacket(long now)
    {
        if (AwaitsSign)
        {
            _refreshed = true;
            Deadline = now + timeout;
        }
    }
}
