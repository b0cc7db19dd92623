namespace AkkaSocketIo;

/// <summary>Who a broadcast is for, and how it is sent. Immutable.</summary>
public sealed record BroadcastTarget
{
    /// <summary>All sockets of the namespace.</summary>
    public static BroadcastTarget Everybody { get; } = new();

    /// <summary>Who is in one of these; everybody, if there are none.</summary>
    public IReadOnlyList<string> Rooms => RoomNames;

    /// <summary>But not who is in one of these.</summary>
    public IReadOnlyList<string> Except => ExceptNames;

    /// <summary>Nor the socket with this id, whatever rooms it is in.</summary>
    public string? Sender { get; init; }

    /// <summary>A receiver whose connection is busy does not get it.</summary>
    public bool Volatile { get; init; }

    /// <summary>Only sockets of this server: an adapter takes nothing to others.</summary>
    public bool Local { get; init; }

    /// <summary>Whether transports that compress may compress it.</summary>
    public bool Compress { get; init; } = true;

    /// <summary>Time for what is awaited; null for the namespace's <c>ack-timeout</c>.</summary>
    public TimeSpan? Timeout { get; init; }

    internal string[] RoomNames { get; private init; } = [];

    internal string[] ExceptNames { get; private init; } = [];

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
}
