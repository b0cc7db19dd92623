using Akka.Actor;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.EngineIo;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;

namespace AkkaSocketIo.Actors.Connections;

/// <summary>
/// One Engine.IO session: open → closing → closed, on polling or a WebSocket, with an upgrade from the one to the other
/// in between. It belongs to a TCP connection of this node and stops with it; it is never restarted.
/// </summary>
internal sealed partial class ConnectionActor : UntypedActor, ISessionHost
{
    private readonly EngineSession _session;
    private readonly EngineContext _engine;
    private readonly Outbox _outbox = new();
    private readonly PollingExchange _polling;
    private readonly long _opened;
    private ISessionLayer _layer = null!;
    private Heartbeat _heartbeat;
    private WebSocketLink? _socket;
    private UpgradeProbe? _probe;
    private long _closeDeadline = long.MaxValue;
    private CloseReason? _closing;
    private bool _closed;

    public ConnectionActor(EngineSession session, EngineContext engine)
    {
        _session = session;
        _engine = engine;
        _opened = Now;
        _polling = new PollingExchange(session);
        var (interval, timeout) = (Ticks(engine.Settings.PingInterval), Ticks(engine.Settings.PingTimeout));
        _heartbeat = IsRevision3 ? Heartbeat.OfClient(interval, timeout, _opened) : new Heartbeat(interval, timeout, _opened);
    }

    public long Now => _engine.Time.GetTimestamp();

    EngineSession ISessionHost.Session => _session;

    IUntypedActorContext ISessionHost.Children => Context;

    protected override SupervisorStrategy SupervisorStrategy() => StopFailed.Strategy;

    protected override void PreStart()
    {
        try
        {
            Open();
        }
        catch
        {
            // PostStop is called only for an actor that has started.
            Abandon();
            throw;
        }
    }

    private void Open()
    {
        _layer = _engine.CreateLayer(this);

        // Here too, since the parent may be slower than the layer's first packet.
        _session.Actor = Self;
        var offers = _session.TransportKind == TransportKind.Polling && _engine.Settings is { AllowUpgrades: true, WebSocket: true };
        AddOwn(EncodedPacket.Control(OpenHandshake.Encode(_session.Id, offers, _engine.Settings)));
        if (_engine.Settings.InitialPacket is { } initial)
        {
            AddOwn(initial);
        }

        _session.Metrics.Opened(_session.TransportKind, _session.Protocol);
        _engine.Log.SessionOpened(_session.Id, _session.Transport, _session.Protocol);
        _engine.Hooks.Opened(_session);
        _layer.OnOpen();
        SetDeadline();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case InboundPacket packet when ReferenceEquals(packet.Link, _socket):
                OnPacket(packet);
                break;
            case InboundPacket packet when _probe is { } probe && ReferenceEquals(packet.Link, probe.Candidate):
                OnCandidatePacket(packet, probe);
                break;
            case InboundPacket packet:
                // A WebSocket that is not the session's, or not yet or no longer: nothing of it is heard.
                packet.ReturnCredit();
                break;
            case EncodedPacket packet when _layer.Accepts(Sender):
                Add(packet);
                break;
            case EncodedPacket packet:
                _session.Outbound.Remove(packet.Weight);
                break;
            case TransportDrained:
                Flush();
                break;
            case PollRequest poll:
                OnPoll(poll);
                break;
            case PollAborted aborted when _polling.IsPending(aborted.Request):
                Close(new CloseReason(CloseReason.TransportError, "poll connection closed prematurely"), discard: true);
                break;
            case PostRequest post:
                OnPost(post);
                break;
            case PostReceived post:
                OnPostReceived(post);
                break;
            case PostFailed post:
                OnPostFailed(post);
                break;
            case TransportOpened opened:
                OnTransportOpened(opened.Link);
                break;
            case TransportClosed closed:
                OnTransportClosed(closed);
                break;
            case CloseSession close:
                Close(close.Reason, close.Discard);
                break;
            case UpgradeProbe.SendNoop when _probe is not null:
                _polling.Answer([EncodedPacket.Noop]);
                break;
            case Tick:
                OnTick();
                break;
            case PollAborted or UpgradeProbe.SendNoop:
                break;
            default:
                if (!_layer.TryReceive(message))
                {
                    Unhandled(message);
                }

                break;
        }
    }

    protected override void PostStop()
    {
        try
        {
            Finish(_closing ?? new CloseReason(CloseReason.ServerShuttingDown));
        }
        finally
        {
            _session.SetStopped();
        }
    }

    void ISessionHost.Send(EncodedPacket packet)
    {
        if (_closing is null && !_closed && _session.TryCount(packet))
        {
            Add(packet);
        }
    }

    bool ISessionHost.IsPaused => IsPaused;

    private bool IsPaused => (_socket?.Credit ?? _session.Polling.Credit).IsPaused;

    void ISessionHost.Close(CloseReason reason, bool discard) => Close(reason, discard);

    void ISessionHost.Update()
    {
        if (!_closed)
        {
            SetDeadline();
        }
        else if (_layer.IsDone)
        {
            Context.Stop(Self);
        }
    }

    private void OnPacket(InboundPacket packet)
    {
        // Incoming packets are dropped once the session closes; their credit goes back all the same.
        if (_closing is not null || _closed)
        {
            packet.ReturnCredit();
            return;
        }

        _engine.Hooks.Received(_session, packet);
        if (packet.Type == EnginePacketType.Message)
        {
            NoteSignOfLife();
            _session.Metrics.Received(packet.Link.Kind, packet.Length);
            _layer.OnMessage(packet);
            return;
        }

        packet.ReturnCredit();
        switch (packet.Type)
        {
            case EnginePacketType.Ping when IsRevision3:
                OnPing();
                break;
            case EnginePacketType.Pong when !IsRevision3 && HasSentPing:
                _heartbeat.OnPong(Now);
                SetDeadline();
                break;
            case EnginePacketType.Pong when !IsRevision3:
                break;
            case EnginePacketType.Ping or EnginePacketType.Pong:
                Close(new CloseReason(CloseReason.TransportError, "invalid heartbeat direction"), discard: true);
                break;
            case EnginePacketType.Close:
                _polling.Answer([EncodedPacket.Noop]);
                Close(new CloseReason(CloseReason.TransportClose), discard: true);
                break;
            default:
                NoteSignOfLife();
                break;
        }
    }

    private bool IsRevision3 => _session.Protocol == 3;

    private void OnPing()
    {
        _heartbeat.OnPing(Now);
        SetDeadline();

        // One that waits answers all: a client that pings and does not read fills no queue.
        if (!_outbox.Contains(EncodedPacket.Pong))
        {
            AddOwn(EncodedPacket.Pong);
            Flush();
        }
    }

    /// <summary>The latest ping has reached the transport: before, a pong is no answer but the chatter of a client that may not read.</summary>
    private bool HasSentPing => _heartbeat.PingAt <= (_socket is null ? _polling.PingTaken : _socket.PingTaken);

    private void NoteSignOfLife()
    {
        // The clock is only asked when it matters.
        if (_heartbeat.AwaitsSign)
        {
            _heartbeat.OnPacket(Now);
        }
    }

    /// <summary>A packet of the engine's own: it goes ahead of data.</summary>
    private void AddOwn(EncodedPacket packet)
    {
        _engine.Hooks.Created(_session, packet);
        _outbox.Add(packet);
    }

    private void Add(EncodedPacket packet)
    {
        _engine.Hooks.Created(_session, packet);

        // The common case is a transport with room and nothing that waits for it.
        if (_socket is null || !_outbox.IsEmpty || !_socket.TrySend(packet))
        {
            _outbox.Add(packet);
            Flush();
        }
    }

    private void Flush()
    {
        if (_socket is not null)
        {
            while (_outbox.Peek() is { } packet && _socket.TrySend(packet))
            {
                _outbox.Remove();
            }

            CloseSocketIfDone();
        }
        else if (_session.TransportKind == TransportKind.Polling && _polling.HasPending && !_outbox.IsEmpty)
        {
            _polling.Answer(TakeAll());
        }
    }

    private List<EncodedPacket> TakeAll()
    {
        if (IsRevision3 && _outbox.Peek() is { Text: [(byte)'0', ..] } open)
        {
            // Clients of that time look for the handshake alone.
            _outbox.Remove();
            return [open];
        }

        var all = _outbox.TakeAll();
        if (all.Contains(EncodedPacket.Ping))
        {
            _polling.PingTaken = Now;
        }

        return all;
    }

    private void OnTick()
    {
        if (_closed)
        {
            return;
        }

        var now = Now;
        if (now >= _closeDeadline)
        {
            _socket?.Abort();
            Finish(_closing ?? new CloseReason(CloseReason.ForcedClose));
            return;
        }

        if (now >= _probe?.Deadline)
        {
            AbortUpgrade();
        }

        if (now >= _layer.Deadline)
        {
            _layer.OnDeadline(now);
            if (_closed)
            {
                return;
            }
        }

        var sign = _socket is null || IsRevision3 ? 0 : Math.Max(_socket.PingWritten, _socket.HasUnwritten ? _socket.LastProgress : 0);
        switch (_heartbeat.Step(now, IsPaused, sign))
        {
            case HeartbeatStep.SendPing when _closing is null:
                AddOwn(EncodedPacket.Ping);
                Flush();
                break;
            case HeartbeatStep.TimedOut:
                Close(new CloseReason(CloseReason.PingTimeout), discard: true);
                break;
            default:
                break;
        }

        SetDeadline();
    }

    private void SetDeadline() =>
        _session.Deadline = Math.Min(Math.Min(_heartbeat.Deadline, _closeDeadline), Math.Min(_probe?.Deadline ?? long.MaxValue, _layer.Deadline));

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _engine.Time.TimestampFrequency);
}
