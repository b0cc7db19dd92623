using System.Diagnostics.Metrics;
using System.Security.Claims;
using Akka.Actor;
using Akka.Streams;
using AkkaSocketIo.Actors;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Server.Binding;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;
using AkkaSocketIo.Transport.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AkkaSocketIo.Microbenchmarks.Handlers;

/// <summary>A server without connections: its sockets tell their packets to nobody.</summary>
internal sealed class LooseServer : IEngine
{
    private readonly NodeBuffer _buffer = new(long.MaxValue);
    private readonly SocketIoNode _node;

    public LooseServer()
    {
        var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        Binder = new EventBinder(services);
        var settings = SocketIoSettings.Read([]);
        Settings = settings.ToEngineSettings();
        Metrics = new SocketIoMetrics(services.GetRequiredService<IMeterFactory>());
        _node = new SocketIoNode(settings, SocketIoJson.CreateOptions(), Time, Metrics, _buffer, Binder, services, NullLogger.Instance)
        {
            NamespacesActor = ActorRefs.Nobody,
        };
    }

    public EventBinder Binder { get; }

    public EngineSettings Settings { get; }

    public TimeProvider Time => TimeProvider.System;

    public SocketIoMetrics Metrics { get; }

    public EngineHooks Hooks { get; } = new(NullLogger.Instance);

    public IMaterializer Materializer => throw new NotSupportedException();

    public bool TakesSessions => false;

    public Socket CreateSocket(string id = "socket")
    {
        var handshake = new EngineHandshake
        {
            Headers = new Dictionary<string, string>(),
            Query = new Dictionary<string, string>(),
            Url = "/",
            User = new ClaimsPrincipal(),
        };
        var session = new EngineSession("session", handshake, new OutboundBytes(_buffer, long.MaxValue), this) { Actor = ActorRefs.Nobody };
        return new Socket(id, _node.Namespaces.Main, session, default);
    }

    public EngineSession? Find(string sid) => null;

    public ValueTask<EngineSession?> OpenAsync(string? id, EngineHandshake handshake, TransportKind transport, CancellationToken cancellationToken) => default;
}
