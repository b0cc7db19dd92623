using System.Net.WebSockets;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Connections;

internal sealed partial class ConnectionActor
{
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
        _session.Metrics.Closed(_session.TransportKind, _session.Protocol, reason, _engine.Time.GetElapsedTime(_opened, Now));
        _engine.Log.SessionClosed(_session.Id, reason);
        _session.Finish(StatusOf(reason));
        _layer.OnClosed(reason);
        _engine.Hooks.Closed(_session, reason);
        if (_layer.IsDone)
        {
            Context.Stop(Self);
        }
    }

    /// <summary>The session could not be opened: nobody may find it or wait for it.</summary>
    private void Abandon()
    {
        var reason = new CloseReason(CloseReason.ForcedClose, "the session could not be opened");
        try
        {
            if (_layer is null)
            {
                _engine.Handshakes?.End();
            }
            else
            {
                Finish(reason);
            }
        }
        finally
        {
            // Of no effect where that has been done.
            _closed = true;
            _session.End();
            _session.Outbound.Close();
            _session.Deadline = long.MaxValue;
            _engine.Sessions.TryRemove(new KeyValuePair<string, EngineSession>(_session.Id, _session));
            _session.Finish(StatusOf(reason));
            _session.SetStopped();
        }
    }

    private static WebSocketCloseStatus StatusOf(CloseReason reason) => reason.Name switch
    {
        CloseReason.ClientTooSlow => (WebSocketCloseStatus)1013,
        CloseReason.LimitExceeded or CloseReason.InboundOverflow or CloseReason.TokenExpired => WebSocketCloseStatus.PolicyViolation,
        CloseReason.ServerShuttingDown => WebSocketCloseStatus.EndpointUnavailable,
        _ => WebSocketCloseStatus.NormalClosure,
    };
}
