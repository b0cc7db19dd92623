namespace AkkaSocketIo;

/// <summary>What can differ from namespace to namespace. A property that is not set has no opinion.</summary>
public sealed class NamespaceOptions
{
    /// <summary>How many events of one socket are handled at a time; 1 keeps their order.</summary>
    public int? ParallelHandlers { get; set; }

    /// <summary>Time that a client has to acknowledge an event, where the call names none.</summary>
    public TimeSpan? AckTimeout { get; set; }

    /// <summary>Whether an event whose handler throws is acknowledged with an error object.</summary>
    public bool? AckErrors { get; set; }

    /// <summary>Clients that lost their connection come back to their rooms, and get what they missed.</summary>
    public ConnectionStateRecoveryOptions? ConnectionStateRecovery { get; set; }
}
