using static AkkaSocketIo.Actors.Configuration.SettingKind;

namespace AkkaSocketIo.Actors.Configuration;

/// <summary>
/// The settings that exist, with their kinds and bounds. The defaults stand in reference.conf and nowhere else; a test
/// holds the two lists and the properties of <see cref="SocketIoSettings"/> together.
/// </summary>
internal static class SettingSchema
{
    public const string Root = "akka.socket-io";
    public const string Namespaces = "namespaces";
    public const string Cors = "cors";
    public const string Recovery = "connection-state-recovery";

    // The handshake tells the client these times as milliseconds in an int, and timers take no more than some weeks.
    private static readonly long Day = TimeSpan.TicksPerDay;
    private static readonly long Millisecond = TimeSpan.TicksPerMillisecond;
    private const string TimerBounds = "shorter or longer times are not what a timer of a connection can keep";
    // A message is one array.
    private static readonly long LargestArray = Array.MaxLength;
    // Far above any machine's memory, and far enough below long.MaxValue that sums cannot overflow.
    private const long Petabyte = 1L << 50;
    private const string MessageBounds = "no message is smaller than 0 or larger than one array";
    private const string AtLeastOneByte = "0 would let nothing through";
    private const string AtLeastOne = "0 would refuse everything";

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        new("path", SettingKind.Path),
        new("serve-client", Flag),
        new("transports", Transports),
        new("allow-upgrades", Flag),
        new("allow-eio3", Flag),
        new("check-origin", Flag),
        new("cors.origin", Origins),
        new("cors.methods", Tokens),
        new("cors.allowed-headers", Tokens),
        new("cors.exposed-headers", Tokens),
        new("cors.credentials", Flag),
        new("cors.max-age", WholeSeconds, 0, Day, "browsers keep a preflight for a day at most"),
        new("cors.options-success-status", Number, 200, 299, "a browser takes any other status for a refusal"),
        new("http-compression.enabled", Flag),
        new("http-compression.threshold", Size, 0, LargestArray, MessageBounds),
        new("per-message-deflate.enabled", Flag),
        new("per-message-deflate.threshold", Size, 0, LargestArray, MessageBounds),
        new("cookie.enabled", Flag),
        new("cookie.name", CookieName),
        new("cookie.path", CookiePath),
        new("cookie.domain", CookieDomain),
        new("cookie.max-age", WholeSeconds, 0, 400 * Day, "browsers keep a cookie for 400 days at most"),
        new("cookie.http-only", Flag),
        new("cookie.secure", Flag),
        new("cookie.same-site", SameSite),
        new("initial-packet", Text),
        new("ping-interval", Duration, Millisecond, Day, TimerBounds),
        new("ping-timeout", Duration, Millisecond, Day, TimerBounds),
        new("upgrade-timeout", Duration, Millisecond, Day, TimerBounds),
        new("connect-timeout", Duration, Millisecond, Day, TimerBounds),
        new("close-timeout", Duration, Millisecond, Day, TimerBounds),
        new("parser", Parser),
        new("parallel-handlers", Number, 1, 10_000, "1 handles the events of a socket one after the other, which is the least there is"),
        new("handler-timeout", Duration, Millisecond, Day, TimerBounds),
        new("ack-timeout", Duration, Millisecond, Day, TimerBounds),
        new("ack-errors", Flag),
        new("cleanup-empty-child-namespaces", Flag),
        new("adapter", SettingKind.Adapter),
        new("log-scope", Flag),
        new("connection-state-recovery.enabled", Flag),
        new("connection-state-recovery.max-disconnection-duration", Duration, Millisecond, Day, "longer or shorter times are not what memory or a client can keep"),
        new("connection-state-recovery.skip-middlewares", Flag),
        new("connection-state-recovery.store", Store),
        new("connection-state-recovery.max-log-bytes", Size, 1, Petabyte, "0 would keep no event"),
        new("connection-state-recovery.max-replay-bytes", Size, 1, Petabyte, AtLeastOneByte),
        new("connection-state-recovery.max-sessions", Number, 1, int.MaxValue, "0 would keep no session"),
        new("max-http-buffer-size", Size, 1, LargestArray, "a message is held in one piece"),
        new("max-buffered-bytes", Size, 1, Petabyte, AtLeastOneByte),
        new("max-buffered-bytes-total", SizeOrAuto, 1, Petabyte, AtLeastOneByte),
        new("max-inbound-bytes", Size, 1, Petabyte, AtLeastOneByte),
        new("inbound-window", Number, 1, 1_000_000, "0 would never read an event"),
        new("inbound-window-bytes", Size, 1, Petabyte, AtLeastOneByte),
        new("max-pending-acks", Number, 1, int.MaxValue, AtLeastOne),
        new("max-namespaces-per-connection", Number, 1, int.MaxValue, AtLeastOne),
        new("max-pending-handshakes", Number, 1, int.MaxValue, AtLeastOne),
        new("max-events-per-second", Number, 0, 1_000_000, "0 means any number, and more than a million is as good"),
        new("max-events-burst", Number, 0, 1_000_000, "0 means as many as in a second"),
        new("max-handshakes-per-second", Number, 0, 1_000_000, "0 means any number, and more than a million is as good"),
        new("max-handshakes-burst", Number, 0, 1_000_000, "0 means as many as in a second"),
        new("max-event-name-length", Number, 1, int.MaxValue, "an event has a name"),
        new("max-namespace-length", Number, 1, int.MaxValue, "a namespace has a name"),
        new("max-attachments", Number, 0, 1_000_000, "0 refuses all binary packets, and each attachment is a packet of its own"),
        new("max-attachments-bytes", SizeOrAuto, 1, Petabyte, AtLeastOneByte),
        new("attachments-timeout", Duration, Millisecond, Day, TimerBounds),
        new("max-json-depth", Number, 1, 1_000, "deeper JSON takes more stack than a thread is sure to have"),
        new("max-data-bytes", Size, 1, Petabyte, AtLeastOneByte),
    ];

    public static IReadOnlyDictionary<string, SettingKey> ByKey { get; } = All.ToDictionary(k => k.Key, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, SettingKey> ByPascalPath { get; } =
        All.ToDictionary(k => k.PascalPath, StringComparer.OrdinalIgnoreCase);

    /// <summary>Those whose keys stand in a section of their own: <c>cors</c>, <c>cookie</c>.</summary>
    public static IReadOnlyList<string> Sections { get; } =
        [.. All.Where(k => k.Key.Contains('.')).Select(k => k.Key[..k.Key.IndexOf('.')]).Distinct()];

    /// <summary>Those that a namespace can have for itself, by the same name and with the same bounds.</summary>
    public static IReadOnlyList<SettingKey> PerNamespace { get; } =
        [ByKey["parallel-handlers"], ByKey["ack-timeout"], ByKey["ack-errors"], .. All.Where(k => k.Key.StartsWith(Recovery + ".", StringComparison.Ordinal))];
}
