namespace AkkaSocketIo.Actors.Sockets;

/// <summary>
/// What most sockets have nothing of: middlewares of events, listeners to all events, and an end by the clock. Lists are
/// replaced, never changed: who reads one keeps it.
/// </summary>
internal sealed class SocketHooks
{
    private readonly Lock _gate = new();
    private DateTimeOffset? _expiresAt;
    private long _deadline = long.MaxValue;

    public Func<EventPacket, Func<Task>, Task>[] Middlewares { get; private set; } = [];

    public AnyListener[] Incoming { get; private set; } = [];

    public Action<string, EventArguments>[] Outgoing { get; private set; } = [];

    public DateTimeOffset? ExpiresAt
    {
        get
        {
            lock (_gate)
            {
                return _expiresAt;
            }
        }
    }

    /// <summary>When the socket's time is over, as a timestamp of the clock.</summary>
    public long Deadline => Volatile.Read(ref _deadline);

    public void Use(Func<EventPacket, Func<Task>, Task> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        lock (_gate)
        {
            Middlewares = [.. Middlewares, middleware];
        }
    }

    public void AddIncoming(AnyListener listener, bool first)
    {
        lock (_gate)
        {
            Incoming = first ? [listener, .. Incoming] : [.. Incoming, listener];
        }
    }

    /// <param name="listener">Null for all.</param>
    public void RemoveIncoming(Delegate? listener)
    {
        lock (_gate)
        {
            var index = Array.FindIndex(Incoming, l => l.Registered.Equals(listener));
            Incoming = listener is null ? [] : [.. Incoming.Where((_, i) => i != index)];
        }
    }

    public void AddOutgoing(Action<string, EventArguments> listener, bool first)
    {
        AsyncVoid.Refused(listener);
        lock (_gate)
        {
            Outgoing = first ? [listener, .. Outgoing] : [.. Outgoing, listener];
        }
    }

    /// <param name="listener">Null for all.</param>
    public void RemoveOutgoing(Action<string, EventArguments>? listener)
    {
        lock (_gate)
        {
            var index = Array.IndexOf(Outgoing, listener);
            Outgoing = listener is null ? [] : [.. Outgoing.Where((_, i) => i != index)];
        }
    }

    public void ExpireAt(DateTimeOffset? time, TimeProvider clock)
    {
        lock (_gate)
        {
            _expiresAt = time;
            Volatile.Write(ref _deadline, time is { } end ? Timestamp(end, clock) : long.MaxValue);
        }
    }

    private static long Timestamp(DateTimeOffset time, TimeProvider clock)
    {
        var now = clock.GetTimestamp();
        var left = (time - clock.GetUtcNow()).TotalSeconds * clock.TimestampFrequency;
        return left < long.MaxValue - (double)now ? now + (long)left : long.MaxValue;
    }
}

/// <summary>A listener to all incoming events.</summary>
/// <param name="Registered">What the application knows it by.</param>
/// <param name="InvokeAsync">Runs it.</param>
internal sealed record AnyListener(Delegate Registered, Func<EventContext, Task> InvokeAsync)
{
    public static AnyListener Of(Action<EventContext> listener)
    {
        AsyncVoid.Refused(listener);
        return new AnyListener(listener, context =>
        {
            listener(context);
            return Task.CompletedTask;
        });
    }

    public static AnyListener Of(Func<EventContext, Task> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return new AnyListener(listener, listener);
    }
}
