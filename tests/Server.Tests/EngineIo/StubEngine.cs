using System.Diagnostics.Metrics;
using System.Security.Claims;
using Akka.Streams;
using AkkaSocketIo.Actors;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.Streams;
using AkkaSocketIo.Transport.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>Opens no session; finds none either, or one whose actor has stopped, whatever its id.</summary>
internal sealed class StubEngine(IServiceProvider services, bool ended) : IEngine
{
    public EngineSettings Settings { get; } = SocketIoSettings.Read([]).ToEngineSettings();

    public TimeProvider Time => TimeProvider.System;

    public SocketIoMetrics Metrics { get; } = new(services.GetRequiredService<IMeterFactory>());

    public EngineHooks Hooks { get; } = new(NullLogger.Instance);

    public IMaterializer Materializer => throw new NotSupportedException();

    public bool TakesSessions => true;

    public EngineSession? Find(string sid)
    {
        if (!ended)
        {
            return null;
        }

        var handshake = new EngineHandshake { Headers = new Dictionary<string, string>(), Query = new Dictionary<string, string>(), Url = "/", User = new ClaimsPrincipal() };
        var session = new EngineSession(sid, handshake, new OutboundBytes(new NodeBuffer(1), 1), this);
        session.SetStopped();
        return session;
    }

    public ValueTask<EngineSession?> OpenAsync(string? id, EngineHandshake handshake, TransportKind transport, CancellationToken cancellationToken) => default;
}
