using System.Net.WebSockets;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.EngineIo;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;

namespace AkkaSocketIo.Actors.Connections;

internal sealed partial class ConnectionActor
{
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
            _engine.SocketLog.UpgradeStarted(_session.Id);
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
        _session.Metrics.Upgraded(_session.Protocol);
        _engine.SocketLog.Upgraded(_session.Id);
        _session.TransportKind = TransportKind.WebSocket;
        _polling.Answer([EncodedPacket.Close]);

        // As in the reference: the polling transport's heartbeat ends with it.
        _heartbeat.Restart(Now);
        SetDeadline();
        Flush();
        _engine.Hooks.Upgraded(_session);
    }

    private void AbortUpgrade()
    {
        if (_probe is { } probe)
        {
            _probe = null;
            probe.Abort();
            _session.Polling.SetUpgrading(false);
            _engine.SocketLog.UpgradeAborted(_session.Id);
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
}
