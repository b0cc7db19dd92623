namespace AkkaSocketIo.Actors.Configuration;

/// <summary>What a client, a connection and this process may use. Sizes are bytes; <c>auto</c> is worked out.</summary>
internal sealed record LimitSettings
{
    /// <summary>Waiting to be written, per connection.</summary>
    public required long MaxBufferedBytes { get; init; }

    /// <summary>Waiting to be written, in this process.</summary>
    public required long MaxBufferedBytesTotal { get; init; }

    /// <summary>Received by polling and not handled, per connection.</summary>
    public required long MaxInboundBytes { get; init; }

    /// <summary>Events received and not handled, per connection.</summary>
    public required int InboundWindow { get; init; }

    public required long InboundWindowBytes { get; init; }

    /// <summary>Per socket.</summary>
    public required int MaxPendingAcks { get; init; }

    public required int MaxNamespacesPerConnection { get; init; }

    /// <summary>Connections without a namespace, in this process.</summary>
    public required int MaxPendingHandshakes { get; init; }

    /// <summary>Per connection; 0: any number.</summary>
    public required int MaxEventsPerSecond { get; init; }

    /// <summary>At once; 0: as many as in a second.</summary>
    public required int MaxEventsBurst { get; init; }

    /// <summary>Per address; 0: any number.</summary>
    public required int MaxHandshakesPerSecond { get; init; }

    /// <summary>At once; 0: as many as in a second.</summary>
    public required int MaxHandshakesBurst { get; init; }

    /// <summary>In characters.</summary>
    public required int MaxEventNameLength { get; init; }

    /// <summary>In characters.</summary>
    public required int MaxNamespaceLength { get; init; }

    /// <summary>Per packet.</summary>
    public required int MaxAttachments { get; init; }

    /// <summary>Per packet.</summary>
    public required long MaxAttachmentsBytes { get; init; }

    public required TimeSpan AttachmentsTimeout { get; init; }

    public required int MaxJsonDepth { get; init; }

    /// <summary>Of one socket's data, serialized.</summary>
    public required long MaxDataBytes { get; init; }
}
