namespace AkkaSocketIo.Actors.Configuration;

/// <summary>What an entry of the section <c>namespaces</c> says of recovery; null is no opinion.</summary>
internal sealed record RecoveryRule
{
    public bool? Enabled { get; init; }

    public TimeSpan? MaxDisconnectionDuration { get; init; }

    public bool? SkipMiddlewares { get; init; }

    public string? Store { get; init; }

    public long? MaxLogBytes { get; init; }

    public long? MaxReplayBytes { get; init; }

    public int? MaxSessions { get; init; }

    public static RecoveryRule Of(IReadOnlyDictionary<string, object?> values) => new()
    {
        Enabled = (bool?)Value(values, "enabled"),
        MaxDisconnectionDuration = (TimeSpan?)Value(values, "max-disconnection-duration"),
        SkipMiddlewares = (bool?)Value(values, "skip-middlewares"),
        Store = (string?)Value(values, "store"),
        MaxLogBytes = (long?)Value(values, "max-log-bytes"),
        MaxReplayBytes = (long?)Value(values, "max-replay-bytes"),
        MaxSessions = (int?)Value(values, "max-sessions"),
    };

    public RecoverySettings Over(RecoverySettings settings) => new()
    {
        Enabled = Enabled ?? settings.Enabled,
        MaxDisconnectionDuration = MaxDisconnectionDuration ?? settings.MaxDisconnectionDuration,
        SkipMiddlewares = SkipMiddlewares ?? settings.SkipMiddlewares,
        Store = Store ?? settings.Store,
        MaxLogBytes = MaxLogBytes ?? settings.MaxLogBytes,
        MaxReplayBytes = MaxReplayBytes ?? settings.MaxReplayBytes,
        MaxSessions = MaxSessions ?? settings.MaxSessions,
    };

    private static object? Value(IReadOnlyDictionary<string, object?> values, string name) =>
        values.GetValueOrDefault($"{SettingSchema.Recovery}.{name}");
}
