using System.Security.Claims;
using System.Text.Json;
using Akka.Actor;
using AkkaSocketIo.Actors.Broadcasting;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Recovery;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.SocketIo;

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
