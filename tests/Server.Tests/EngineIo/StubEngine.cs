using System.Diagnostics.Metrics;
using Akka.Streams;
using AkkaSocketIo.Actors;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>Knows at most one session, whatever its id, and opens none.</summary>
internal sealed class StubEngine(IServiceProvider services, EngineSession? session) : IEngine
{
    public static EngineSettings DefaultSettings { get; } = SocketIoSettings.Read([]).ToEngineSettings();

    public EngineSettings Settings => DefaultSettings;

    public TimeProvider Time => TimeProvider.System;

    public SocketIoMetrics Metrics { get; } = new(services.GetRequiredService<IMeterFactory>());

    public IMaterializer Materializer => throw new NotSupportedException();

    public EngineSession? Find(string sid) => session;

    public ValueTask<EngineSession?> OpenAsync(EngineHandshake handshake, TransportKind transport, CancellationToken cancellationToken) => default;
}
