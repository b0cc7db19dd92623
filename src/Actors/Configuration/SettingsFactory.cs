using AkkaSocketIo.Transport.Http;

namespace AkkaSocketIo.Actors.Configuration;

/// <summary>Puts the settings together, works out <c>auto</c>, and checks what settings ask of each other.</summary>
internal static class SettingsFactory
{
    // Where the runtime does not tell how much memory there is.
    private const long AssumedMemory = 1L << 30;

    public static SocketIoSettings Create(SettingsReader reader)
    {
        var maxHttpBufferSize = reader.Read<long>("max-http-buffer-size");
        var settings = new SocketIoSettings
        {
            Path = reader.Read<string>("path"),
            ServeClient = reader.Read<bool>("serve-client"),
            Transports = reader.Read<IReadOnlyList<string>>("transports"),
            AllowUpgrades = reader.Read<bool>("allow-upgrades"),
            AllowEio3 = reader.Read<bool>("allow-eio3"),
            CheckOrigin = reader.Read<bool>("check-origin"),
            Cors = Cors(reader),
            HttpCompression = Compression(reader, "http-compression"),
            PerMessageDeflate = Compression(reader, "per-message-deflate"),
            Cookie = Cookie(reader),
            InitialPacket = reader.Read<string>("initial-packet"),
            PingInterval = reader.Read<TimeSpan>("ping-interval"),
            PingTimeout = reader.Read<TimeSpan>("ping-timeout"),
            UpgradeTimeout = reader.Read<TimeSpan>("upgrade-timeout"),
            ConnectTimeout = reader.Read<TimeSpan>("connect-timeout"),
            CloseTimeout = reader.Read<TimeSpan>("close-timeout"),
            Parser = reader.Read<string>("parser"),
            ParallelHandlers = reader.Read<int>("parallel-handlers"),
            HandlerTimeout = reader.Read<TimeSpan>("handler-timeout"),
            AckTimeout = reader.Read<TimeSpan>("ack-timeout"),
            AckErrors = reader.Read<bool>("ack-errors"),
            CleanupEmptyChildNamespaces = reader.Read<bool>("cleanup-empty-child-namespaces"),
            LogScope = reader.Read<bool>("log-scope"),
            Adapter = reader.Read<Type>("adapter"),
            ConnectionStateRecovery = Recovery(reader),
            Namespaces = reader.ReadNamespaces(),
            MaxHttpBufferSize = maxHttpBufferSize,
            Limits = Limits(reader, maxHttpBufferSize),
        };

        reader.Require(
            settings.Limits.MaxInboundBytes >= settings.MaxHttpBufferSize, "max-inbound-bytes",
            "is less than max-http-buffer-size, so one allowed POST could close its connection",
            $"Write at least {SizeText.Format(settings.MaxHttpBufferSize)}, better four times as much.", "max-http-buffer-size");
        reader.Require(
            settings.Limits.MaxBufferedBytesTotal >= settings.Limits.MaxBufferedBytes, "max-buffered-bytes-total",
            "is less than max-buffered-bytes, so one connection could use up what is for all",
            $"Write auto, or at least {SizeText.Format(settings.Limits.MaxBufferedBytes)}.", "max-buffered-bytes");
        return settings;
    }

    private static CorsSettings? Cors(SettingsReader reader)
    {
        // All are read also when it is off: a wrong value is wrong before somebody turns it on.
        var cors = new CorsSettings
        {
            Origin = reader.Read<IReadOnlyList<string>>("cors.origin"),
            Methods = reader.Read<IReadOnlyList<string>>("cors.methods"),
            AllowedHeaders = reader.Read<IReadOnlyList<string>>("cors.allowed-headers"),
            ExposedHeaders = reader.Read<IReadOnlyList<string>>("cors.exposed-headers"),
            Credentials = reader.Read<bool>("cors.credentials"),
            MaxAge = reader.Read<TimeSpan>("cors.max-age"),
            OptionsSuccessStatus = reader.Read<int>("cors.options-success-status"),
        };
        reader.Require(
            !(cors.Credentials && cors.AnyOrigin), "cors.credentials",
            "is on while cors.origin is \"*\", which browsers refuse", "List the origins that may send cookies, or turn cors.credentials off.", "cors.origin");
        return cors.Origin.Count == 0 ? null : cors;
    }

    private static CompressionSettings Compression(SettingsReader reader, string section) => new()
    {
        Enabled = reader.Read<bool>(section + ".enabled"),
        Threshold = reader.Read<long>(section + ".threshold"),
    };

    private static CookieSettings Cookie(SettingsReader reader)
    {
        var cookie = new CookieSettings
        {
            Enabled = reader.Read<bool>("cookie.enabled"),
            Name = reader.Read<string>("cookie.name"),
            Path = reader.Read<string>("cookie.path"),
            Domain = reader.Read<string>("cookie.domain"),
            MaxAge = reader.Read<TimeSpan>("cookie.max-age"),
            HttpOnly = reader.Read<bool>("cookie.http-only"),
            Secure = reader.Read<bool>("cookie.secure"),
            SameSite = reader.Read<string>("cookie.same-site"),
        };
        reader.Require(
            cookie.SameSite != "None" || cookie.Secure, "cookie.same-site",
            "is none while cookie.secure is off, which browsers refuse", "Turn cookie.secure on, or write lax.", "cookie.secure");
        return cookie;
    }

    private static RecoverySettings Recovery(SettingsReader reader) => new()
    {
        Enabled = reader.Read<bool>("connection-state-recovery.enabled"),
        MaxDisconnectionDuration = reader.Read<TimeSpan>("connection-state-recovery.max-disconnection-duration"),
        SkipMiddlewares = reader.Read<bool>("connection-state-recovery.skip-middlewares"),
        Store = reader.Read<string>("connection-state-recovery.store"),
        MaxLogBytes = reader.Read<long>("connection-state-recovery.max-log-bytes"),
        MaxReplayBytes = reader.Read<long>("connection-state-recovery.max-replay-bytes"),
        MaxSessions = reader.Read<int>("connection-state-recovery.max-sessions"),
    };

    private static LimitSettings Limits(SettingsReader reader, long maxHttpBufferSize)
    {
        var maxBufferedBytes = reader.Read<long>("max-buffered-bytes");
        return new LimitSettings
        {
            MaxBufferedBytes = maxBufferedBytes,
            // Not less than one connection may have: in a very small container auto must not stop the start.
            MaxBufferedBytesTotal = reader.Read<long?>("max-buffered-bytes-total") ?? Math.Max(QuarterOfMemory(), maxBufferedBytes),
            MaxInboundBytes = reader.Read<long>("max-inbound-bytes"),
            InboundWindow = reader.Read<int>("inbound-window"),
            InboundWindowBytes = reader.Read<long>("inbound-window-bytes"),
            MaxPendingAcks = reader.Read<int>("max-pending-acks"),
            MaxNamespacesPerConnection = reader.Read<int>("max-namespaces-per-connection"),
            MaxPendingHandshakes = reader.Read<int>("max-pending-handshakes"),
            MaxEventsPerSecond = reader.Read<int>("max-events-per-second"),
            MaxEventsBurst = reader.Read<int>("max-events-burst"),
            MaxHandshakesPerSecond = reader.Read<int>("max-handshakes-per-second"),
            MaxHandshakesBurst = reader.Read<int>("max-handshakes-burst"),
            MaxEventNameLength = reader.Read<int>("max-event-name-length"),
            MaxNamespaceLength = reader.Read<int>("max-namespace-length"),
            MaxAttachments = reader.Read<int>("max-attachments"),
            MaxAttachmentsBytes = reader.Read<long?>("max-attachments-bytes") ?? 10 * maxHttpBufferSize,
            AttachmentsTimeout = reader.Read<TimeSpan>("attachments-timeout"),
            MaxJsonDepth = reader.Read<int>("max-json-depth"),
            MaxDataBytes = reader.Read<long>("max-data-bytes"),
        };
    }

    private static long QuarterOfMemory()
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return (available > 0 ? available : AssumedMemory) / 4;
    }
}
