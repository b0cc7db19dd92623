using Akka.Actor;
using Akka.Streams;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.EngineIo;
using AkkaSocketIo.Transport.Streams;
using AkkaSocketIo.Transport.Telemetry;

namespace AkkaSocketIo.Actors.Connections;

/// <summary>An Engine.IO server: the sessions of this node and their actors.</summary>
internal sealed class Engine(EngineContext context, ActorSystem system, IActorRef connections, NodeBuffer buffer) : IEngine
{
    private static readonly TimeSpan s_openTimeout = TimeSpan.FromSeconds(10);

    public EngineSettings Settings => context.Settings;

    public TimeProvider Time => context.Time;

    public SocketIoMetrics Metrics => context.Metrics;

    public IMaterializer Materializer { get; } = system.Materializer();

    public EngineSession? Find(string sid) => context.Sessions.GetValueOrDefault(sid);

    public async ValueTask<EngineSession?> OpenAsync(EngineHandshake handshake, TransportKind transport, CancellationToken cancellationToken)
    {
        var session = new EngineSession(SessionId.New(), handshake, new OutboundBytes(buffer, Settings.MaxBufferedBytes), Metrics)
        {
            Polling = new PollingLink(Settings, Time),
            TransportKind = transport,
        };
        return await connections.Ask<EngineSession>(new ConnectionsActor.Open(session), s_openTimeout, cancellationToken).ConfigureAwait(false);
    }
}
