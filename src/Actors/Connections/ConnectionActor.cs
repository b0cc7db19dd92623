using System.Net.WebSockets;
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
internal sealed class ConnectionActor : UntypedActor, ISessionHost
{
    private readonly EngineSession _session;
    private readonly EngineContext _engine;
    private readonly ISessionLayer _layer;
    private readonly Outbox _outbox = new();
    private readonly PollingExchange _polling;
    private readonly long _opened;
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
        _polling = new PollingExchange();
        _heartbeat = new Heartbeat(Ticks(engine.Settings.PingInterval), Ticks(engine.Settings.PingTimeout), _opened);
        _layer = engine.CreateLayer(this);
    }

    public long Now => _engine.Time.GetTimestamp();

    EngineSession ISessionHost.Session => _session;

    IUntypedActorContext ISessionHost.Children => Context;

    protected override SupervisorStrategy SupervisorStrategy() => StopFailed.Strategy;

    protected override void PreStart()
    {
        // Here too, since the parent may be slower than the layer's first packet.
        _session.Actor = Self;
        var offers = _session.TransportKind == TransportKind.Polling && _engine.Settings is { AllowUpgrades: true, WebSocket: true };
        _outbox.Add(EncodedPacket.Control(OpenHandshake.Encode(_session.Id, offers, _engine.Settings)));
        _session.Metrics.Opened(_session.TransportKind);
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
                _session.Outbound.Remove(packet.Size);
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
            case EnginePacketType.Pong when HasSentPing:
                _heartbeat.OnPong(Now);
                SetDeadline();
                break;
            case EnginePacketType.Pong:
                break;
            case EnginePacketType.Ping:
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

    /// <summary>The latest ping has reached the transport: before, a pong is no answer but the chatter of a client that may not read.</summary>
    private bool HasSentPing => _heartbeat.PingAt <= (_socket is null ? _polling.PingTaken : _socket.PingWritten);

    private void NoteSignOfLife()
    {
        // The clock is only asked when it matters.
        if (_heartbeat.AwaitsSign)
        {
            _heartbeat.OnPacket(Now);
        }
    }

    private void Add(EncodedPacket packet)
    {
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
        var all = _outbox.TakeAll();
        if (all.Contains(EncodedPacket.Ping))
        {
            _polling.PingTaken = Now;
        }

        return all;
    }

    private void OnPoll(PollRequest poll)
    {
        OnTick();
        if (_closed || _session.TransportKind != TransportKind.Polling)
        {
            poll.TryAnswer(null);
        }
        else if (_polling.HasPending)
        {
            poll.TryAnswer(null);
            Close(new CloseReason(CloseReason.TransportError, "overlap from client"), discard: true);
        }
        else if (_closing is { } reason)
        {
            // The close was put off until somebody was there to be told of it. It comes alone: the official client has left
            // before it looks at messages that share a payload with it.
            if (!_outbox.IsEmpty)
            {
                poll.TryAnswer(TakeAll());
                return;
            }

            poll.TryAnswer([EncodedPacket.Noop, EncodedPacket.Close]);
            Finish(reason);
        }
        else
        {
            _polling.Wait(poll);
            Flush();
        }
    }

    private void OnPost(PostRequest post)
    {
        OnTick();
        if (_closed)
        {
            post.Admit(false);
        }
        else if (!_polling.TryAdmit(post))
        {
            Close(new CloseReason(CloseReason.TransportError, "data request overlap from client"), discard: true);
        }
    }

    private void OnPostReceived(PostReceived post)
    {
        _polling.EndPost(post.Request);

        // One POST always fits: what is judged is that the client sends on while nobody keeps up.
        if (_session.Polling.Credit.OutstandingBytes > _engine.Settings.MaxInboundBytes)
        {
            Close(new CloseReason(CloseReason.InboundOverflow, "max-inbound-bytes was reached"), discard: true);
        }

        foreach (var packet in post.Packets)
        {
            var inbound = new InboundPacket(_session.Polling, packet);
            _session.Polling.Credit.Take(inbound.Size);
            OnPacket(inbound);
        }

        post.Request.SetQueued();
        if (post.Malformed)
        {
            Close(new CloseReason(CloseReason.ParseError, "no Engine.IO payload"), discard: true);
        }
    }

    private void OnPostFailed(PostFailed post)
    {
        _polling.EndPost(post.Request);
        if (post.Reason is { } reason)
        {
            Close(reason, discard: true);
        }
    }

    private void OnTransportOpened(WebSocketLink link)
    {
        if (_session.TransportKind == TransportKind.WebSocket && _socket is null && !_closed)
        {
            _socket = link;
            Flush();
        }
        else if (_closing is not null || _session.TransportKind == TransportKind.WebSocket || _probe is not null)
        {
            // A second WebSocket does the session no harm.
            link.Close(WebSocketCloseStatus.NormalClosure);
        }
        else
        {
            _probe = new UpgradeProbe(link, _engine.Time, Now + Ticks(_engine.Settings.UpgradeTimeout));
            _session.Polling.SetUpgrading(true);
            SetDeadline();
        }
    }

    private void OnCandidatePacket(InboundPacket packet, UpgradeProbe probe)
    {
        packet.ReturnCredit();
        if (packet.Type == EnginePacketType.Ping && packet.Data.Span.SequenceEqual("probe"u8))
        {
            probe.Answer(Self);
        }
        else if (packet.Type == EnginePacketType.Upgrade && !_closed)
        {
            Upgrade(probe);
        }
        else
        {
            AbortUpgrade();
        }
    }

    private void Upgrade(UpgradeProbe probe)
    {
        probe.Complete();
        _probe = null;
        _socket = probe.Candidate;
        _session.Metrics.Upgraded();
        _session.TransportKind = TransportKind.WebSocket;
        _polling.Answer([EncodedPacket.Close]);

        // As in the reference: the polling transport's heartbeat ends with it.
        _heartbeat.Restart(Now);
        SetDeadline();
        Flush();
    }

    private void AbortUpgrade()
    {
        if (_probe is { } probe)
        {
            _probe = null;
            probe.Abort();
            _session.Polling.SetUpgrading(false);
        }
    }

    private void OnTransportClosed(TransportClosed closed)
    {
        if (_probe is { } probe && ReferenceEquals(closed.Link, probe.Candidate))
        {
            AbortUpgrade();
        }
        else if (ReferenceEquals(closed.Link, _socket))
        {
            Finish(_closing ?? closed.Reason);
        }
    }

    private void Close(CloseReason reason, bool discard)
    {
        if (_closed || (_closing is not null && !discard))
        {
            return;
        }

        StartEnding(reason);
        _closeDeadline = Now + Ticks(_engine.Settings.CloseTimeout);
        SetDeadline();
        if (_socket is not null)
        {
            if (discard)
            {
                _socket.Close(StatusOf(reason));
                Finish(reason);
            }
            else
            {
                CloseSocketIfDone();
            }
        }
        else if (discard || _polling.HasPending)
        {
            // While a poll hangs nothing waits: what does is discarded.
            _polling.Answer([EncodedPacket.Close]);
            Finish(reason);
        }
    }

    private void CloseSocketIfDone()
    {
        if (_closing is { } reason && _outbox.IsEmpty)
        {
            _socket!.Close(StatusOf(reason));
        }
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

        var sign = _socket is null ? 0 : Math.Max(_socket.PingWritten, _socket.HasUnwritten ? _socket.LastProgress : 0);
        switch (_heartbeat.Step(now, IsPaused, sign))
        {
            case HeartbeatStep.SendPing when _closing is null:
                _outbox.Add(EncodedPacket.Ping);
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

    /// <summary>From here on nothing is sent but what waits already, and nothing that comes is handled.</summary>
    private void StartEnding(CloseReason reason)
    {
        if (_closing is null)
        {
            _closing = reason;
            _session.End();
            AbortUpgrade();
            _layer.OnEnding(reason);
        }
    }

    private void Finish(CloseReason reason)
    {
        if (_closed)
        {
            return;
        }

        // The first reason counts: a session that is closing may lose its connection, too.
        StartEnding(reason);
        reason = _closing ?? reason;
        _closed = true;
        _session.Outbound.Close();
        _session.Deadline = long.MaxValue;
        _polling.End();
        _engine.Sessions.TryRemove(new KeyValuePair<string, EngineSession>(_session.Id, _session));
        _session.Metrics.Closed(_session.TransportKind, reason, _engine.Time.GetElapsedTime(_opened, Now));
        _engine.Log.SessionClosed(_session.Id, reason);
        _session.Finish(StatusOf(reason));
        _layer.OnClosed(reason);
        if (_layer.IsDone)
        {
            Context.Stop(Self);
        }
    }

    private void SetDeadline() =>
        _session.Deadline = Math.Min(Math.Min(_heartbeat.Deadline, _closeDeadline), Math.Min(_probe?.Deadline ?? long.MaxValue, _layer.Deadline));

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _engine.Time.TimestampFrequency);

    private static WebSocketCloseStatus StatusOf(CloseReason reason) => reason.Name switch
    {
        CloseReason.ClientTooSlow => (WebSocketCloseStatus)1013,
        CloseReason.LimitExceeded or CloseReason.InboundOverflow => WebSocketCloseStatus.PolicyViolation,
        CloseReason.ServerShuttingDown => WebSocketCloseStatus.EndpointUnavailable,
        _ => WebSocketCloseStatus.NormalClosure,
    };
}
