using System.Collections.Frozen;
using Akka.Actor;
using AkkaSocketIo.Actors.Broadcasting;
using AkkaSocketIo.Actors.Configuration;
using AkkaSocketIo.Actors.Recovery;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>A namespace on this node: its handlers, its sockets, and the way to them.</summary>
internal sealed partial class Namespace : HandlerRegistrar<INamespace>, INamespace
{
    private readonly LocalRooms _rooms = new();
    private readonly BroadcastOperator _everybody;
    private NamespaceRooms? _roomsView;
    private ServerSideEvents? _serverSide;
    private long _ackId = -1;
    private int _closed;

    /// <param name="name">With its slash.</param>
    /// <param name="node">The node.</param>
    /// <param name="parent">The pattern that it belongs to.</param>
    public Namespace(string name, SocketIoNode node, ParentNamespace? parent = null)
        : base(node.Binder)
    {
        Name = name;
        LogName = SocketLog.Harmless(name);
        Node = node;
        Parent = parent;
        Series = parent?.Series ?? name;
        Parameters = parent?.ParametersOf(name) ?? FrozenDictionary<string, string>.Empty;
        Settings = node.Settings.ForNamespace(name, parent?.Own);
        Adapter = node.CreateAdapter(new LocalAdapter(this, _rooms));
        _everybody = new BroadcastOperator(this, BroadcastTarget.Everybody);
        EventLog = CreateLog();
    }

    public string Name { get; }

    /// <summary>What metrics call it: a dynamic namespace has its pattern's name, since clients choose its own.</summary>
    public string Series { get; }

    public ParentNamespace? Parent { get; }

    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>What logs call it.</summary>
    public string LogName { get; }

    public SocketIoNode Node { get; }

    public NamespaceSettings Settings { get; private set; }

    public IAdapter Adapter { get; }

    /// <summary>What is emitted goes through it; null where clients cannot take up their sessions again.</summary>
    public MemoryLog? EventLog { get; private set; }

    public LocalRooms LocalRooms => _rooms;

    public IRooms Rooms => Once(ref _roomsView, () => new NamespaceRooms(this, _rooms));

    /// <summary>What other nodes say to this namespace.</summary>
    public ServerSideEvents ServerSide => Once(ref _serverSide, () => new ServerSideEvents(this));

    /// <summary>The actor that admits its sockets; the parent of such actors until there is one.</summary>
    public IActorRef? Actor { get; set; }

    protected override INamespace Self => this;

    public IReadOnlyCollection<ISocket> Sockets => Array.ConvertAll(_rooms.Everybody, ISocket (m) => m.Socket);

    public ISocket? Find(string id) => _rooms.Find(id)?.Socket;

    /// <summary>Ids of acknowledgements: one sequence for all sockets, so that one packet can ask many.</summary>
    public long NextAckId() => Interlocked.Increment(ref _ackId);

    public void Broadcast(BroadcastTarget target, string eventName, ReadOnlySpan<object?> arguments)
    {
        var packet = Encode(target, eventName, arguments);
        if (!target.Volatile)
        {
            Node.ThrowIfBufferIsFull();
        }

        if (!IsClosed)
        {
            Send(target, packet);
        }
    }

    public ValueTask BroadcastAsync(BroadcastTarget target, string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken)
    {
        var packet = Encode(target, eventName, arguments);
        if (IsClosed)
        {
            return default;
        }

        if (!cancellationToken.IsCancellationRequested && (target.Volatile || (!Node.Buffer.IsFull && Adapter.HasRoom(target))))
        {
            Send(target, packet);
            return default;
        }

        return WaitAndBroadcastAsync(target, packet, cancellationToken);
    }

    /// <summary>Emits to many and waits for all of them. A handler that does so gives up its turn.</summary>
    public Task<IReadOnlyList<T>> AskAsync<T>(BroadcastTarget target, string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken)
    {
        var id = NextAckId();
        var packet = Encode(target, eventName, arguments, id);
        if (!target.Volatile && Node.Buffer.IsFull)
        {
            return Task.FromException<IReadOnlyList<T>>(new OutboundBufferFullException(Node.Buffer.Limit));
        }

        if (IsClosed)
        {
            return Task.FromResult<IReadOnlyList<T>>([]);
        }

        return AskAsync<T>(id, (acks, ended) => Adapter.BroadcastWithAcksAsync(target, packet, acks, ended), target.Timeout, cancellationToken);
    }

    /// <summary>Gives the adapter up, once.</summary>
    public async ValueTask CloseAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        try
        {
            await Adapter.CloseAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Node.Log.AdapterNotClosed(e, SocketLog.Harmless(Name));
        }
    }

    /// <summary>Tells whoever wants to know what went wrong; the log, if nobody does.</summary>
    public void Report(Socket? socket, string? eventName, SocketErrorPhase phase, Exception exception)
    {
        var error = new SocketError(exception, phase, this, socket, eventName);
        if (Handlers.Errors.Length == 0)
        {
            Node.Log.SocketFailed(error);
        }

        foreach (var handler in Handlers.Errors)
        {
            _ = RunAsync(handler, error);
        }
    }

    /// <summary>Nobody is in it, and its adapter is not there any more.</summary>
    private bool IsClosed => System.Threading.Volatile.Read(ref _closed) != 0;

    private void ReportExpired(Session session)
    {
        var data = session.Data ?? new SocketData(Node.Json, Node.Settings.Limits.MaxDataBytes);
        var expired = new ExpiredSession(this, session.Id, session.Rooms, data, session.Reason);
        foreach (var handler in Handlers.Expired)
        {
            _ = RunAsync(handler, expired);
        }

        if (Users == 0)
        {
            RemoveIfUnused();
        }
    }

    private async Task RunAsync(Func<ExpiredSession, Task> handler, ExpiredSession expired)
    {
        try
        {
            await handler(expired).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Node.Log.ExpiryHandlerFailed(e, expired.Id, SocketLog.Harmless(Name));
        }
    }

    private async Task RunAsync(Func<SocketError, Task> handler, SocketError error)
    {
        try
        {
            await handler(error).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Node.Log.ErrorHandlerFailed(e, SocketLog.Harmless(Name));
        }
    }

    protected override void EmitCore(string eventName, ReadOnlySpan<object?> arguments) =>
        Broadcast(BroadcastTarget.Everybody, eventName, arguments);

    protected override ValueTask EmitCoreAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        BroadcastAsync(BroadcastTarget.Everybody, eventName, arguments, cancellationToken);

    private EncodedPacket Encode(BroadcastTarget target, string eventName, ReadOnlySpan<object?> arguments, long id = SocketIoPacket.NoId)
    {
        var packet = EventEncoder.Event(Name, eventName, arguments, id, Node, TailOf(target, id));
        return target.Compress ? packet : packet.WithoutCompression();
    }

    // What is lost or answered is not kept for those who are away.
    private EventTail? TailOf(BroadcastTarget target, long id) =>
        EventLog is null || id != SocketIoPacket.NoId ? null : target.Volatile ? EventTail.Guard : EventLog.Tail;

    private void Send(BroadcastTarget target, EncodedPacket packet)
    {
        if (EventLog is { } log && !target.Volatile)
        {
            log.Broadcast(Adapter, target, packet);
        }
        else
        {
            Adapter.Broadcast(target, packet);
        }
    }

    private MemoryLog? CreateLog() => Settings.ConnectionStateRecovery is { } recovery
        ? new MemoryLog(recovery, Node.Settings.PingInterval + Node.Settings.PingTimeout, Node.Time, ReportExpired)
        : null;

    private Task<IReadOnlyList<T>> AskAsync<T>(
        long id, Func<AckCollector, CancellationToken, Task> ask, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<IReadOnlyList<T>>(cancellationToken);
        }

        var acks = new AckCollector<T>(id, Node.Metrics, Series);
        var answers = acks.RunAsync(ended => ask(acks, ended), timeout ?? Settings.AckTimeout, Node.Time, cancellationToken);
        Turn.GiveUpCurrent();
        return answers;
    }

    private static T Once<T>(ref T? field, Func<T> create)
        where T : class => System.Threading.Volatile.Read(ref field) ?? Interlocked.CompareExchange(ref field, create(), null) ?? field!;

    private async ValueTask WaitAndBroadcastAsync(BroadcastTarget target, EncodedPacket packet, CancellationToken cancellationToken)
    {
        await Node.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
        await Adapter.WaitForRoomAsync(target, cancellationToken).ConfigureAwait(false);
        Send(target, packet);
    }
}
