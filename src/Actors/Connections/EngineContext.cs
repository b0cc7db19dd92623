using System.Collections.Concurrent;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AkkaSocketIo.Actors.Connections;

/// <summary>What all connections of one engine share.</summary>
internal sealed record EngineContext(
    EngineSettings Settings, Func<ISessionHost, ISessionLayer> CreateLayer, PendingHandshakes? Handshakes, TimeProvider Time, SocketIoMetrics Metrics, ILogger Log)
{
    public EngineHooks Hooks { get; init; } = new(Log);

    /// <summary>For what happens within a session.</summary>
    public ILogger SocketLog { get; init; } = NullLogger.Instance;

    /// <summary>The open sessions by their id; requests look here, so the key is compared exactly.</summary>
    public ConcurrentDictionary<string, EngineSession> Sessions { get; } = new(StringComparer.Ordinal);
}
