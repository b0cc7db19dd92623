using Akka.Actor;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Recovery;
using AkkaSocketIo.Transport.Streams;

namespace AkkaSocketIo.Actors.Sockets;

internal sealed partial class Socket
{
    /// <summary>
    /// Connects the socket: the client is told first, and the socket made visible second, so that nothing overtakes the
    /// CONNECT packet. False when it has ended meanwhile.
    /// </summary>
    public bool TryAdmit()
    {
        lock (_gate)
        {
            if (!IsAdmissible)
            {
                return false;
            }

            if (_recovery is { } recovery)
            {
                recovery.Log.Connect(recovery.Session, this);
            }
            else
            {
                Show();
            }

            return true;
        }
    }

    /// <summary>
    /// Connects a socket whose client has come back, behind the rest of what it missed. False when it has ended meanwhile,
    /// or when that is more than its connection should take at once.
    /// </summary>
    public bool TryReadmit(Replay replay, long room)
    {
        // Listeners to what goes out hear of what was missed when the locks are free again.
        DeferredListeners.Begin();
        try
        {
            lock (_gate)
            {
                return IsAdmissible && _recovery!.Log.TryConnect(_recovery.Session, this, replay, room);
            }
        }
        finally
        {
            DeferredListeners.End();
        }
    }

    /// <summary>Tells the client, then makes the socket visible. Under its lock, and the log's where there is one.</summary>
    public void Show()
    {
        // Before the packet is told: the client's first event may follow faster than this thread goes on.
        _state = SocketState.Connected;
        var packet = Session.Protocol == 3
            ? ControlPacketsV3.Connect(Node.Parser, _namespace.Name)
            : ControlPackets.Connect(Node.Parser, _namespace.Name, Id, _recovery?.Session.Pid);
        Session.Actor.Tell(new SocketAdmitted(this, packet), ActorRefs.NoSender);
        _namespace.Adapter.Show(Member);
        Node.Metrics.Sockets.Add(1, new KeyValuePair<string, object?>("socketio.namespace", _namespace.Series));
    }

    /// <summary>Joins the rooms that an earlier socket of its client was in.</summary>
    public void Rejoin(Session session)
    {
        // In force at once; what it takes elsewhere is not waited for.
        _ = Join([.. session.Rooms]).AsTask();
        if (!session.Rooms.Contains(Id))
        {
            _ = Leave(Id).AsTask();
        }
    }

    /// <summary>Ends it, since its client has come back on another connection: this one is lost, whether or not that is known already.</summary>
    public void TakeOver()
    {
        if (End(DisconnectReason.ByReturn))
        {
            Session.Actor.Tell(new DisconnectSocket(this), ActorRefs.NoSender);
        }
    }

    /// <summary>Ends it for all threads; true for the one call that did. Its rooms are still known.</summary>
    public bool End(DisconnectReason reason)
    {
        CancellationTokenSource? aborted;
        lock (_gate)
        {
            if (_state == SocketState.Ended)
            {
                return false;
            }

            if (_state == SocketState.Connected)
            {
                Node.Log.SocketDisconnected(Id, _namespace.LogName, reason.Name);
                Node.Metrics.Sockets.Add(-1, new KeyValuePair<string, object?>("socketio.namespace", _namespace.Series));
                Node.Metrics.Disconnects.Add(
                    1, new KeyValuePair<string, object?>("socketio.namespace", _namespace.Series), new KeyValuePair<string, object?>("socketio.disconnect.reason", reason.Name));
            }

            _reason = reason;
            _state = SocketState.Ended;
            aborted = _aborted;
            TellAdapter(nameof(IAdapter.Hide), static (adapter, member) => adapter.Hide(member));
            _recovery?.Log.End(_recovery.Session, this, reason, _recovery.Replay is { HasBegun: true });
        }

        System.Threading.Volatile.Read(ref _acks)?.End(reason);

        // Whoever registered with the token runs elsewhere: this thread is the connection's, or the application's.
        _ = aborted?.CancelAsync();
        return true;
    }

    /// <summary>It has ended, and its rooms are not known any more.</summary>
    public void ForgetRooms() => TellAdapter(nameof(IAdapter.Forget), static (adapter, member) => adapter.Forget(member));

    // An application's adapter may fail: the socket has ended all the same, for the log and for whoever waits.
    private void TellAdapter(string method, Action<IAdapter, RoomMember> tell)
    {
        try
        {
            tell(_namespace.Adapter, Member);
        }
        catch (Exception e)
        {
            Node.Log.AdapterFailed(e, method, Id, _namespace.LogName);
        }
    }

    /// <summary>What holds no credit and waits for its handlers has become too much.</summary>
    public void CloseForOverflow() =>
        Session.Actor.Tell(new CloseSession(new CloseReason(CloseReason.InboundOverflow, "max-inbound-bytes was reached"), Discard: true), ActorRefs.NoSender);

    private bool IsAdmissible => _state == SocketState.Connecting && !Session.HasEnded;
}
