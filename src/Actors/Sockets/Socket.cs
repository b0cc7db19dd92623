using System.Security.Claims;
using System.Text.Json;
using Akka.Actor;
using AkkaSocketIo.Actors.Broadcasting;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Recovery;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>
/// A socket as all threads see it: emits go from here to the connection, handlers are found here. What happens one after the
/// other is its actor's.
/// </summary>
internal sealed partial class Socket : SocketEmitter, ISocket, IEventOrigin, ISessionOwner
{
    private readonly Lock _gate = new();
    private readonly Namespace _namespace;
    private readonly ReadOnlyMemory<byte> _auth;
    private readonly SocketRecovery? _recovery;
    private volatile SocketState _state;
    private DisconnectReason _reason;
    private HandlerTable? _events;
    private DisconnectHandlers? _disconnect;
    private AckTable? _acks;
    private SocketData? _data;
    private Dictionary<object, object?>? _items;
    private CancellationTokenSource? _aborted;

    public Socket(string id, Namespace nsp, EngineSession session, ReadOnlyMemory<byte> auth, SocketRecovery? recovery = null)
    {
        Id = id;
        _namespace = nsp;
        Session = session;
        _auth = auth;
        Member = new RoomMember(id, this);
        _recovery = recovery;
        _data = recovery?.Session.Data;
    }

    public string Id { get; }

    public INamespace Namespace => _namespace;

    public SocketIoNode Node => _namespace.Node;

    public JsonSerializerOptions Json => _namespace.Node.Json;

    public EngineSession Session { get; }

    public RoomMember Member { get; }

    /// <summary>Set when the actor starts, before anything else can happen.</summary>
    public IActorRef Actor { get; set; } = ActorRefs.Nobody;

    public Handshake Handshake => new(Session.Handshake, _auth, Node.Limits.MaxJsonDepth);

    public ClaimsPrincipal User => Session.Handshake.User;

    public IConnection Connection => new SocketConnection(Session);

    public SocketData Data => _data ?? Interlocked.CompareExchange(ref _data, new SocketData(Json, Node.Settings.Limits.MaxDataBytes), null) ?? _data;

    public IDictionary<object, object?> Items => _items ?? Interlocked.CompareExchange(ref _items, [], null) ?? _items;

    public IReadOnlySet<string> Rooms => LocalRooms.RoomsOf(Member);

    public bool Connected => _state == SocketState.Connected;

    public bool Recovered => _recovery is { Recovered: true };

    /// <summary>Its part in the namespace's log; null where nothing is recovered.</summary>
    public SocketRecovery? Recovery => _recovery;

    public bool IsConnecting => _state == SocketState.Connecting;

    public bool HasEnded => _state == SocketState.Ended;

    public CancellationToken Aborted
    {
        get
        {
            lock (_gate)
            {
                if (_state == SocketState.Ended && _aborted is null)
                {
                    return new CancellationToken(canceled: true);
                }

                return (_aborted ??= new CancellationTokenSource()).Token;
            }
        }
    }

    public IBroadcastOperator Broadcast => To();

    public DisconnectHandlers? DisconnectHandlers => System.Threading.Volatile.Read(ref _disconnect);

    /// <summary>What the client owes; null if it was never asked anything.</summary>
    public AckTable? Acks => System.Threading.Volatile.Read(ref _acks);

    public override ISocketEmitter Volatile => new FlaggedEmitter(this, new EmitFlags { IsVolatile = true });

    ISocket IEventOrigin.Socket => this;

    public IBroadcastOperator To(params ReadOnlySpan<string> rooms) => new BroadcastOperator(_namespace, BroadcastTarget.From(Id, rooms));

    public IBroadcastOperator In(params ReadOnlySpan<string> rooms) => To(rooms);

    public IBroadcastOperator Except(params ReadOnlySpan<string> rooms) => Broadcast.Except(rooms);

    public ISocket On(string eventName, Delegate handler) => Add(eventName, Bind(handler, once: false));

    public ISocket On(string eventName, Action<EventContext> handler) => Add(eventName, new ContextHandler(AsyncVoid.Refused(handler)));

    public ISocket On(string eventName, Func<EventContext, Task> handler) => Add(eventName, new AsyncContextHandler(handler));

    public ISocket Once(string eventName, Delegate handler) => Add(eventName, Bind(handler, once: true));

    public ISocket Once(string eventName, Action<EventContext> handler) => Add(eventName, new ContextHandler(AsyncVoid.Refused(handler)) { Once = true });

    public ISocket Once(string eventName, Func<EventContext, Task> handler) => Add(eventName, new AsyncContextHandler(handler) { Once = true });

    public void Off(string eventName) => System.Threading.Volatile.Read(ref _events)?.Remove(eventName);

    public void OnDisconnecting(Action<DisconnectReason> handler) => Ensure(ref _disconnect).AddBefore(handler);

    public void OnDisconnecting(Func<DisconnectReason, Task> handler) => Ensure(ref _disconnect).AddBefore(handler);

    public void OnDisconnect(Action<DisconnectReason> handler) => Ensure(ref _disconnect).AddAfter(handler);

    public void OnDisconnect(Func<DisconnectReason, Task> handler) => Ensure(ref _disconnect).AddAfter(handler);

    public ValueTask Join(params ReadOnlySpan<string> rooms)
    {
        Node.Log.RoomsJoined(Id, RoomNames.Checked(rooms));
        return _namespace.Adapter.JoinAsync(Member, rooms);
    }

    public ValueTask Leave(params ReadOnlySpan<string> rooms)
    {
        Node.Log.RoomsLeft(Id, RoomNames.Checked(rooms));
        return _namespace.Adapter.LeaveAsync(Member, rooms);
    }

    public void Disconnect(bool close = false)
    {
        // A middleware refuses by throwing, and what has ended cannot end again.
        if (!Connected || !End(DisconnectReason.ByServer))
        {
            return;
        }

        // Told after what was emitted before it; what is emitted after it is dropped already here.
        Session.Actor.Tell(close ? DisconnectClient.Instance : new DisconnectSocket(this), ActorRefs.NoSender);
    }

    public override ISocketEmitter Timeout(TimeSpan timeout) => new FlaggedEmitter(this, new EmitFlags { Timeout = EmitFlags.CheckTimeout(timeout) });

    public override ISocketEmitter Compress(bool compress) => new FlaggedEmitter(this, new EmitFlags { IsUncompressed = !compress });

    /// <summary>Why it has ended.</summary>
    public DisconnectReason Reason => _reason;

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

    /// <summary>
    /// Sends a packet, whatever the limits of the node are: an answer, or what was checked before. A volatile one is dropped
    /// where the connection is busy.
    /// </summary>
    public void Deliver(EncodedPacket packet, bool isVolatile = false)
    {
        if (HasEnded)
        {
            return;
        }

        if (isVolatile && !Session.TrySendIfIdle(packet, Actor))
        {
            Node.Metrics.VolatileDropped.Add(1, new KeyValuePair<string, object?>("socketio.namespace", _namespace.Series));
            return;
        }

        if (Hooks is { Outgoing.Length: > 0 } && !DeferredListeners.TryDefer(this, packet))
        {
            TellListeners(packet);
        }

        if (!isVolatile)
        {
            Session.TrySend(packet, Actor);
        }
    }

    /// <summary>What holds no credit and waits for its handlers has become too much.</summary>
    public void CloseForOverflow() =>
        Session.Actor.Tell(new CloseSession(new CloseReason(CloseReason.InboundOverflow, "max-inbound-bytes was reached"), Discard: true), ActorRefs.NoSender);

    /// <summary>The handlers of an event, the namespace's before the socket's.</summary>
    public bool TryFindHandlers(SocketIoPacket packet, out string name, out Handler[] handlers)
    {
        Span<char> buffer = stackalloc char[128];
        var text = packet.EventName(buffer);
        var found = _namespace.Handlers.Events.TryFind(text, out name, out handlers);
        if (System.Threading.Volatile.Read(ref _events) is not { } events || !events.TryFind(text, out var own, out var others))
        {
            return found;
        }

        handlers = found ? [.. handlers, .. others] : others;
        name = own;
        return true;
    }

    public void Remove(string eventName, Handler once)
    {
        System.Threading.Volatile.Read(ref _events)?.Remove(eventName, once);
    }

    /// <summary>Has an acknowledgement awaited; false when it will not come, and why.</summary>
    public bool TryAwait(long id, PendingAck pending, out DisconnectReason reason)
    {
        reason = _reason;
        if (HasEnded)
        {
            return false;
        }

        var acks = EnsureAcks();
        try
        {
            acks.Add(id, pending);
        }
        catch (SocketDisconnectedException e)
        {
            reason = e.Reason;
            return false;
        }
        catch (InvalidOperationException e)
        {
            reason = new DisconnectReason(CloseReason.LimitExceeded, e.Message, false);
            return false;
        }

        EndIfMissed(acks);
        return true;
    }

    public void Emit(string eventName, ReadOnlySpan<object?> arguments, EmitFlags flags)
    {
        if (HasEnded && _recovery is not { Session.IsOpen: true })
        {
            EventEncoder.CheckName(eventName);
            return;
        }

        var packet = Encode(eventName, arguments, flags, out var log);
        if (!flags.IsVolatile)
        {
            Node.ThrowIfBufferIsFull();
        }

        Send(packet, flags, log);
    }

    public ValueTask EmitAsync(string eventName, ReadOnlySpan<object?> arguments, EmitFlags flags, CancellationToken cancellationToken)
    {
        var packet = Encode(eventName, arguments, flags, out var log);
        if (cancellationToken.IsCancellationRequested || (!flags.IsVolatile && (Node.Buffer.IsFull || !Session.Outbound.HasRoom)))
        {
            return WaitAndSendAsync(packet, log, cancellationToken);
        }

        Send(packet, flags, log);
        return default;
    }

    public Task<T> AskAsync<T>(string eventName, ReadOnlySpan<object?> arguments, EmitFlags flags, CancellationToken cancellationToken)
    {
        var id = _namespace.NextAckId();
        var packet = Encode(eventName, arguments, id, flags);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        var pending = new PendingAck<T>();
        var acks = EnsureAcks();
        try
        {
            if (HasEnded)
            {
                throw new SocketDisconnectedException(_reason);
            }

            if (!flags.IsVolatile)
            {
                Node.ThrowIfBufferIsFull();
            }

            new AckWait(acks, id, Node.Metrics, _namespace.Series).Start(pending, flags.Timeout ?? _namespace.Settings.AckTimeout, Node.Time, cancellationToken);
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }

        EndIfMissed(acks);
        Deliver(packet, flags.IsVolatile);
        Turn.GiveUpCurrent();
        return pending.Task;
    }

    protected override void EmitCore(string eventName, ReadOnlySpan<object?> arguments) => Emit(eventName, arguments, default);

    protected override ValueTask EmitCoreAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        EmitAsync(eventName, arguments, default, cancellationToken);

    protected override Task<T> AskCoreAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        AskAsync<T>(eventName, arguments, default, cancellationToken);

    private EncodedPacket Encode(string eventName, ReadOnlySpan<object?> arguments, long id, EmitFlags flags, EventTail? tail = null)
    {
        var packet = EventEncoder.Event(_namespace.Name, eventName, arguments, id, Node, tail);
        return flags.IsUncompressed ? packet.WithoutCompression() : packet;
    }

    private AckTable EnsureAcks() =>
        Acks ?? Interlocked.CompareExchange(ref _acks, new AckTable(Node.Settings.Limits.MaxPendingAcks), null) ?? Acks!;

    // It may have ended since the caller's look, and then nobody ends the table again.
    private void EndIfMissed(AckTable acks)
    {
        if (HasEnded)
        {
            acks.End(_reason);
        }
    }

    /// <summary>For the log, or past it: what a middleware emits goes before CONNECT, and so before anything of the log.</summary>
    private EncodedPacket Encode(string eventName, ReadOnlySpan<object?> arguments, EmitFlags flags, out SocketRecovery? log)
    {
        log = IsConnecting || flags.IsVolatile ? null : _recovery;
        return Encode(eventName, arguments, SocketIoPacket.NoId, flags, _recovery is null ? null : log?.Log.Tail ?? EventTail.Guard);
    }

    private void Send(EncodedPacket packet, EmitFlags flags, SocketRecovery? log)
    {
        if (log is null)
        {
            Deliver(packet, flags.IsVolatile);
        }
        else
        {
            log.Emit(packet);
        }
    }

    private async ValueTask WaitAndSendAsync(EncodedPacket packet, SocketRecovery? log, CancellationToken cancellationToken)
    {
        await Node.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
        await Session.Outbound.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
        Send(packet, default, log);
    }

    private bool IsAdmissible => _state == SocketState.Connecting && !Session.HasEnded;

    private Handler Bind(Delegate handler, bool once) => Node.Binder.Bind(AsyncVoid.Refused(handler), once);

    private Socket Add(string eventName, Handler handler)
    {
        Ensure(ref _events).Add(eventName, handler);
        return this;
    }

    private static T Ensure<T>(ref T? field)
        where T : class, new() => System.Threading.Volatile.Read(ref field) ?? Interlocked.CompareExchange(ref field, new T(), null) ?? field!;
}

internal enum SocketState
{
    /// <summary>The middlewares decide.</summary>
    Connecting,
    Connected,
    Ended,
}
