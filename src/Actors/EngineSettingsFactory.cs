using AkkaSocketIo.Transport;

namespace AkkaSocketIo.Actors;

internal static class EngineSettingsFactory
{
    /// <summary>What the transport needs of the settings.</summary>
    public static EngineSettings ToEngineSettings(this SocketIoSettings settings) => new()
    {
        Polling = settings.Polling,
        WebSocket = settings.WebSocket,
        AllowUpgrades = settings.AllowUpgrades,
        PingInterval = settings.PingInterval,
        PingTimeout = settings.PingTimeout,
        UpgradeTimeout = settings.UpgradeTimeout,
        CloseTimeout = settings.CloseTimeout,
        MaxHttpBufferSize = settings.MaxHttpBufferSize,
        CheckOrigin = settings.CheckOrigin,
        Cors = settings.Cors,
        InboundWindow = settings.Limits.InboundWindow,
        InboundWindowBytes = settings.Limits.InboundWindowBytes,
        MaxInboundBytes = settings.Limits.MaxInboundBytes,
        MaxBufferedBytes = settings.Limits.MaxBufferedBytes,
        MaxPendingHandshakes = settings.Limits.MaxPendingHandshakes,
        MaxHandshakesPerSecond = settings.Limits.MaxHandshakesPerSecond,
        MaxHandshakesBurst = settings.Limits.MaxHandshakesBurst,
    };
}
