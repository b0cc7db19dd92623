using AkkaSocketIo.Actors.Configuration;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Recovery;

/// <summary>
/// The log of a recoverable namespace in this process's memory. Numbering an event, keeping it and telling the connections
/// is one step under one lock: else two threads could deliver 11 before 10, and a client that has read 11 would never get
/// 10. What connects does so under the same lock, so it misses nothing and gets nothing twice.
/// </summary>
/// <remarks>A socket's own lock is taken before this one, those of rooms after it.</remarks>
internal sealed class MemoryLog : IDisposable
{
    // Clocks of clients and transports: how long the end of a connection may go unnoticed is added to this.
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Action<Session> _onEnded;
    private readonly LogOffset _offsets = new();
    private readonly NamespaceLogState _state;
    private ITimer? _timer;
    private long _wakesAt = long.MaxValue;
    private bool _isDisposed;

    /// <param name="settings">Its settings.</param>
    /// <param name="unnoticed">How long the end of a connection can go unnoticed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onEnded">Told of each session whose client did not come back; on any thread, under no lock.</param>
    public MemoryLog(RecoverySettings settings, TimeSpan unnoticed, TimeProvider time, Action<Session> onEnded)
    {
        Settings = settings;
        _time = time;
        _onEnded = onEnded;
        _state = new NamespaceLogState(
            _offsets,
            new EntryLog(settings.MaxLogBytes, Ticks(settings.MaxDisconnectionDuration + unnoticed + s_margin)),
            new SessionTable(Ticks(settings.MaxDisconnectionDuration), settings.MaxSessions))
        {
            Slack = Ticks(s_slack),
        };
    }

    public RecoverySettings Settings { get; }

    /// <summary>For events that go through the log.</summary>
    public EventTail Tail => _offsets.Tail;

    /// <summary>No client is connected, and none is expected back.</summary>
    public bool IsUnused
    {
        get
        {
            lock (_gate)
            {
                return _state.SessionCount == 0;
            }
        }
    }

    public void Broadcast(IAdapter adapter, BroadcastTarget target, EncodedPacket packet)
    {
        DeferredListeners.Begin();
        try
        {
            lock (_gate)
            {
                _state.Append(new EntryTarget(target.RoomNames, target.ExceptNames, target.Sender), packet, Now);
                Arm();
                adapter.Broadcast(target, packet);
            }
        }
        finally
        {
            DeferredListeners.End();
        }
    }

    /// <summary>Sends to the client of a session, by whatever socket it has now; dropped when the session has ended for good.</summary>
    public void Emit(Session session, EncodedPacket packet)
    {
        DeferredListeners.Begin();
        try
        {
            lock (_gate)
            {
                if (session.IsOpen)
                {
                    _state.Append(EntryTarget.For(session), packet, Now);
                    Arm();
                    if (session.IsConnected)
                    {
                        session.Owner!.Deliver(packet);
                    }
                }
            }
        }
        finally
        {
            DeferredListeners.End();
        }
    }

    /// <summary>Connects a socket with a new session.</summary>
    public void Connect(Session session, Socket socket)
    {
        lock (_gate)
        {
            _state.Open(session, socket);
            socket.Show();
        }
    }

    /// <summary>
    /// Sends the rest of what was missed and connects the socket, so that what is emitted next follows at once. False when
    /// there is more to send than the connection should take now.
    /// </summary>
    public bool TryConnect(Session session, Socket socket, Replay replay, long room)
    {
        lock (_gate)
        {
            replay.ReadTo(_state.Newest);
            if (replay.Bytes > room)
            {
                return false;
            }

            foreach (var packet in replay.Take(long.MaxValue))
            {
                socket.Deliver(packet);
            }

            session.IsConnected = true;
            socket.Show();
            return true;
        }
    }

    public void ReadOn(Replay replay)
    {
        LogEntry newest;
        lock (_gate)
        {
            newest = _state.Newest;
        }

        replay.ReadTo(newest);
    }

    /// <summary>The session of this pid. One whose client's right to be here is over ends instead: it begins anew, and is asked who it is.</summary>
    public Session? Find(string pid, string? user)
    {
        Session? session;
        lock (_gate)
        {
            session = _state.Find(pid, user, Now);
            if (session is null || session.Owner is not null || !HasExpired(session))
            {
                return session;
            }

            _state.Drop(session);
        }

        _onEnded(session);
        return null;
    }

    /// <summary>Makes a socket the owner of a session, if nobody is; null, and the session has ended, when it cannot be recovered.</summary>
    public ClaimResult Claim(Session session, string? offset, Socket socket, out Replay? replay)
    {
        replay = null;
        lock (_gate)
        {
            if (!session.IsOpen || session.Owner is not null)
            {
                return ClaimResult.Raced;
            }

            replay = HasExpired(session) ? null : _state.Claim(session, offset, socket);
            if (replay is null)
            {
                _state.Drop(session);
            }
        }

        if (replay is null)
        {
            _onEnded(session);
            return ClaimResult.Deleted;
        }

        ReadOn(replay);
        if (replay.Bytes <= Settings.MaxReplayBytes)
        {
            return ClaimResult.Claimed;
        }

        lock (_gate)
        {
            if (session.Owner != socket)
            {
                return ClaimResult.Raced;
            }

            _state.Drop(session);
        }

        _onEnded(session);
        return ClaimResult.TooLarge;
    }

    public void End(Session session, Socket socket, DisconnectReason reason, bool hasReplayed)
    {
        var ended = new List<Session>();
        lock (_gate)
        {
            if (!_isDisposed)
            {
                var rooms = session.IsConnected && reason.Recoverable ? socket.Rooms : session.Rooms;
                _state.End(session, socket, new SessionEnd(reason, rooms, reason.Recoverable ? socket.Data : null, hasReplayed, Now) { ExpiresAt = socket.ExpiresAt }, ended);
                Arm();
            }
            else if (session.Owner == socket)
            {
                // Nobody recovers from a log that is given up.
                _state.Drop(session);
            }
        }

        if (ended.Count > 0)
        {
            // The caller may hold a socket's lock.
            _ = Task.Run(() => ended.ForEach(_onEnded));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    private long Now => _time.GetTimestamp();

    private bool HasExpired(Session session) => session.ExpiresAt <= _time.GetUtcNow();

    private void OnTimer()
    {
        List<Session> ended;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _wakesAt = long.MaxValue;
            ended = _state.Expire(Now);
            Arm();
        }

        ended.ForEach(_onEnded);
    }

    /// <summary>One timer, which is only touched when something is due earlier.</summary>
    private void Arm()
    {
        if (_state.NextDue is not { } due || due >= _wakesAt || _isDisposed)
        {
            return;
        }

        _wakesAt = due;
        _timer ??= _time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var wait = Math.Max(0, _time.GetElapsedTime(Now, due).Ticks);

        // Not a fraction of a millisecond early: timers count whole ones.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait / (double)TimeSpan.TicksPerMillisecond)), Timeout.InfiniteTimeSpan);
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);
}

internal enum ClaimResult
{
    Claimed,

    /// <summary>Another socket was faster, or the session has just ended.</summary>
    Raced,

    /// <summary>Something that was missed is not there any more.</summary>
    Deleted,

    /// <summary>More was missed than max-replay-bytes.</summary>
    TooLarge,
}
