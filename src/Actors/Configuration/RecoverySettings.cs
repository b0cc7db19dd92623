namespace AkkaSocketIo.Actors.Configuration;

/// <summary>Connection state recovery of a namespace. Sizes are bytes, of one namespace each.</summary>
internal sealed record RecoverySettings
{
    public const string Memory = "memory";

    public required bool Enabled { get; init; }

    public required TimeSpan MaxDisconnectionDuration { get; init; }

    public required bool SkipMiddlewares { get; init; }

    /// <summary>Only <see cref="Memory"/>.</summary>
    public required string Store { get; init; }

    public required long MaxLogBytes { get; init; }

    /// <summary>For one client.</summary>
    public required long MaxReplayBytes { get; init; }

    /// <summary>Of clients that are away.</summary>
    public required int MaxSessions { get; init; }
}
