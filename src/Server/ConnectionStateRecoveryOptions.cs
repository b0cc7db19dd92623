namespace AkkaSocketIo;

/// <summary>
/// Connection state recovery: a client that lost its connection comes back with its id, its rooms and its data, and gets the
/// events that it missed. A property that is not set has no opinion.
/// </summary>
public sealed class ConnectionStateRecoveryOptions
{
    /// <summary>
    /// Whether sessions are kept. Events then have one more argument, a string, which clients before 4.6 show to the application.
    /// Default: <c>off</c>.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>How long a client may be away, from when the server learned of it. Default: <c>2m</c>.</summary>
    public TimeSpan? MaxDisconnectionDuration { get; set; }

    /// <summary>Whether the middlewares are not asked again when a client comes back in time. Default: <c>on</c>.</summary>
    public bool? SkipMiddlewares { get; set; }

    /// <summary>Where sessions and events are kept: <c>memory</c> is all that there is. Default: <c>memory</c>.</summary>
    public string? Store { get; set; }

    /// <summary>Bytes of events that are kept for a namespace; the oldest go first. Default: <c>64MiB</c>.</summary>
    public long? MaxLogBytes { get; set; }

    /// <summary>
    /// Bytes of events that one client may have missed; with more it gets a new session. Default: <c>16MiB</c>.
    /// </summary>
    public long? MaxReplayBytes { get; set; }

    /// <summary>Clients of a namespace that may be away; over it the longest away is given up. Default: <c>100000</c>.</summary>
    public int? MaxSessions { get; set; }
}
