using System.Text;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.Http;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors;

internal static class EngineSettingsFactory
{
    /// <summary>What the transport needs of the settings.</summary>
    public static EngineSettings ToEngineSettings(this SocketIoSettings settings) => new()
    {
        Polling = settings.Polling,
        WebSocket = settings.WebSocket,
        AllowUpgrades = settings.AllowUpgrades,
        AllowEio3 = settings.AllowEio3,
        PingInterval = settings.PingInterval,
        PingTimeout = settings.PingTimeout,
        UpgradeTimeout = settings.UpgradeTimeout,
        CloseTimeout = settings.CloseTimeout,
        MaxHttpBufferSize = settings.MaxHttpBufferSize,
        CheckOrigin = settings.CheckOrigin,
        Cors = settings.Cors,
        HttpCompression = settings.HttpCompression is { Enabled: true } http ? http : null,
        PerMessageDeflate = settings.PerMessageDeflate is { Enabled: true } deflate ? deflate : null,
        Cookie = settings.Cookie is { Enabled: true } cookie ? new SessionCookie(cookie) : null,
        InitialPacket = settings.InitialPacket is { Length: > 0 } text ? EncodedPacket.Control(Encoding.UTF8.GetBytes("4" + text)) : null,
        InboundWindow = settings.Limits.InboundWindow,
        InboundWindowBytes = settings.Limits.InboundWindowBytes,
        MaxInboundBytes = settings.Limits.MaxInboundBytes,
        MaxBufferedBytes = settings.Limits.MaxBufferedBytes,
        MaxPendingHandshakes = settings.Limits.MaxPendingHandshakes,
        MaxHandshakesPerSecond = settings.Limits.MaxHandshakesPerSecond,
        MaxHandshakesBurst = settings.Limits.MaxHandshakesBurst,
    };
}
