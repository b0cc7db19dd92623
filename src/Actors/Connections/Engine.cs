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
    private static readonly TimeSpan s_closeTimeout = TimeSpan.FromSeconds(3);

    private static readonly CloseSession s_shutDown = new(new CloseReason(CloseReason.ServerShuttingDown), Discard: true);

    private volatile bool _isClosed;

    public EngineSettings Settings => context.Settings;

    public TimeProvider Time => context.Time;

    public SocketIoMetrics Metrics => context.Metrics;

    public EngineHooks Hooks => context.Hooks;

    public IMaterializer Materializer { get; } = system.Materializer();

    /// <summary>
    /// Takes no more sessions and closes all that are there. Completes when their clients have answered, or after a few
    /// seconds, and when the handlers of their end have run, or after <c>close-timeout</c>.
    /// </summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        _isClosed = true;
        var sessions = context.Sessions.Values.ToArray();
        foreach (var session in sessions)
        {
            session.Actor.Tell(s_shutDown, ActorRefs.NoSender);
        }

        try
        {
            await Task.WhenAll(sessions.Select(s => s.Ended)).WaitAsync(s_closeTimeout, Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Who does not answer a close frame is cut off.
        }

        // Each of them ends within close-timeout by itself.
        await Task.WhenAll(sessions.Select(s => s.Stopped)).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public bool IsClosed => _isClosed;

    public bool TakesSessions => !_isClosed && context.Handshakes is not { IsFull: true };

    public EngineSession? Find(string sid) => context.Sessions.GetValueOrDefault(sid);

    public async ValueTask<EngineSession?> OpenAsync(string? id, EngineHandshake handshake, TransportKind transport, CancellationToken cancellationToken)
    {
        if (_isClosed || context.Handshakes?.TryBegin() == false)
        {
            return null;
        }

        var session = new EngineSession(id ?? SessionId.New(), handshake, new OutboundBytes(buffer, Settings.MaxBufferedBytes), this)
        {
            TransportKind = transport,
            Form = ClientForm.Of(handshake),
        };
        try
        {
            await connections.Ask<EngineSession>(new ConnectionsActor.Open(session), s_openTimeout, cancellationToken).ConfigureAwait(false);
            if (_isClosed)
            {
                // Closed meanwhile, and perhaps too late to be among those that were closed.
                session.Actor.Tell(s_shutDown, ActorRefs.NoSender);
            }

            return session;
        }
        catch (AskTimeoutException)
        {
            // The actor system is gone, or so busy that more sessions would only make it worse.
            return null;
        }
    }
}
