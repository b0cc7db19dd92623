namespace AkkaSocketIo.Actors.Configuration;

/// <summary>What can differ from namespace to namespace.</summary>
internal sealed record NamespaceSettings(int ParallelHandlers, TimeSpan AckTimeout, bool AckErrors)
{
    /// <summary>Null: off.</summary>
    public RecoverySettings? ConnectionStateRecovery { get; init; }
}
