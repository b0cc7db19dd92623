using AkkaSocketIo.Transport.Http;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Transport;

/// <summary>What this floor needs to know of the configuration. The keys are explained in hocon/reference.conf.</summary>
internal sealed record EngineSettings
{
    public required bool Polling { get; init; }
    public required bool WebSocket { get; init; }
    public required bool AllowUpgrades { get; init; }
    public required bool AllowEio3 { get; init; }
    public required TimeSpan PingInterval { get; init; }
    public required TimeSpan PingTimeout { get; init; }
    public required TimeSpan UpgradeTimeout { get; init; }
    public required TimeSpan CloseTimeout { get; init; }
    public required long MaxHttpBufferSize { get; init; }
    public required bool CheckOrigin { get; init; }
    public required CorsSettings? Cors { get; init; }

    /// <summary>Null: off. So are the next two.</summary>
    public required CompressionSettings? HttpCompression { get; init; }
    public required CompressionSettings? PerMessageDeflate { get; init; }
    public required SessionCookie? Cookie { get; init; }

    /// <summary>A message that goes right behind the open packet; null for none.</summary>
    public required EncodedPacket? InitialPacket { get; init; }
    public required int InboundWindow { get; init; }
    public required long InboundWindowBytes { get; init; }
    public required long MaxInboundBytes { get; init; }
    public required long MaxBufferedBytes { get; init; }
    public required int MaxPendingHandshakes { get; init; }
    public required int MaxHandshakesPerSecond { get; init; }
    public required int MaxHandshakesBurst { get; init; }

    /// <summary>How long a POST waits for room in the queue of unhandled packets.</summary>
    public TimeSpan PostWait => TimeSpan.FromTicks(Math.Min(PingTimeout.Ticks, UpgradeTimeout.Ticks) / 4);
}
