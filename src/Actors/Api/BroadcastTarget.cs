namespace AkkaSocketIo;

/// <summary>Who a broadcast is for, and how it is sent. Immutable.</summary>
public sealed record BroadcastTarget
{
    // Together in one object, which most targets share: targets are made at every To.
    private Modifiers _modifiers = Modifiers.None;

    /// <summary>All sockets of the namespace.</summary>
    public static BroadcastTarget Everybody { get; } = new();

    /// <summary>Who is in one of these; everybody, if there are none.</summary>
    public IReadOnlyList<string> Rooms => RoomNames;

    /// <summary>But not who is in one of these.</summary>
    public IReadOnlyList<string> Except => ExceptNames;

    /// <summary>Nor the socket with this id, whatever rooms it is in.</summary>
    public string? Sender
    {
        get => _modifiers.Sender;
        init => _modifiers = _modifiers with { Sender = value };
    }

    /// <summary>A receiver whose connection is busy does not get it.</summary>
    public bool Volatile
    {
        get => _modifiers.Volatile;
        init => _modifiers = _modifiers with { Volatile = value };
    }

    /// <summary>Only sockets of this server: an adapter takes nothing to others.</summary>
    public bool Local
    {
        get => _modifiers.Local;
        init => _modifiers = _modifiers with { Local = value };
    }

    /// <summary>Whether transports that compress may compress it.</summary>
    public bool Compress
    {
        get => _modifiers.Compress;
        init => _modifiers = _modifiers with { Compress = value };
    }

    /// <summary>Time for what is awaited; null for the namespace's <c>ack-timeout</c>.</summary>
    public TimeSpan? Timeout
    {
        get => _modifiers.Timeout;
        init => _modifiers = _modifiers with { Timeout = value };
    }

    internal string[] RoomNames { get; private init; } = [];

    internal string[] ExceptNames { get; private init; } = [];

    /// <summary>Who is in one of these rooms but the sender: made at once, since it is asked for most.</summary>
    internal static BroadcastTarget From(string sender, ReadOnlySpan<string> rooms) => new() { Sender = sender, RoomNames = Join([], rooms) };

    /// <summary>The same, with more rooms.</summary>
    public BroadcastTarget To(params ReadOnlySpan<string> rooms) => this with { RoomNames = Join(RoomNames, rooms) };

    /// <summary>The same, without those in these rooms either.</summary>
    public BroadcastTarget But(params ReadOnlySpan<string> rooms) => this with { ExceptNames = Join(ExceptNames, rooms) };

    private static string[] Join(string[] known, ReadOnlySpan<string> more)
    {
        foreach (var room in more)
        {
            ArgumentNullException.ThrowIfNull(room);
        }

        return [.. known, .. more];
    }

    private sealed record Modifiers
    {
        public static readonly Modifiers None = new();

        public string? Sender { get; init; }

        public bool Volatile { get; init; }

        public bool Local { get; init; }

        public bool Compress { get; init; } = true;

        public TimeSpan? Timeout { get; init; }
    }
}
