using Akka.Actor;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.Streams;

namespace AkkaSocketIo.Actors.Connections;

/// <summary>The parent of all connections of an engine: opens them, and scans their deadlines with one timer for all.</summary>
internal sealed class ConnectionsActor(EngineContext engine) : UntypedActor
{
    private static readonly TimeSpan s_longestPeriod = TimeSpan.FromSeconds(1);

    private ITimer? _scan;

    /// <summary>Answered with the session, once its actor is there.</summary>
    public sealed record Open(EngineSession Session);

    protected override SupervisorStrategy SupervisorStrategy() => StopFailed.Strategy;

    protected override void PreStart()
    {
        CompactMailbox.Register(Context.System);
        var self = Self;
        var period = TimeSpan.FromTicks(Math.Min(engine.Settings.PingInterval.Ticks, engine.Settings.PingTimeout.Ticks) / 4);
        period = period < s_longestPeriod ? period : s_longestPeriod;
        _scan = engine.Time.CreateTimer(_ => self.Tell(Tick.Instance, ActorRefs.NoSender), null, period, period);
    }

    protected override void PostStop() => _scan?.Dispose();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Open open when !Context.Child(open.Session.Id).IsNobody():
                // Also while the handlers of its end run: until then its actor has the name. Who has asked may wait no longer,
                // so the place among the handshakes is given back here.
                engine.Handshakes?.End();
                Sender.Tell(new Status.Failure(new SessionIdInUseException()));
                break;
            case Open open:
                engine.Sessions[open.Session.Id] = open.Session;
                open.Session.Actor = Context.ActorOf(ActorProps.Many(() => new ConnectionActor(open.Session, engine)), open.Session.Id);
                Sender.Tell(open.Session);
                break;
            case Tick:
                Scan(engine.Time.GetTimestamp());
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Scan(long now)
    {
        foreach (var (_, session) in engine.Sessions)
        {
            if (session.Deadline <= now)
            {
                session.Actor.Tell(Tick.Instance, ActorRefs.NoSender);
            }
        }
    }
}
