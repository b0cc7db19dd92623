using Akka.Actor;
using AkkaSocketIo.Actors.Broadcasting;
using AkkaSocketIo.Actors.Configuration;
using AkkaSocketIo.Actors.Recovery;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>A namespace on this node: its handlers, its sockets, and the way to them.</summary>
internal sealed class Namespace : HandlerRegistrar<INamespace>, INamespace
{
    private readonly LocalRooms _rooms = new();
    private long _ackId = -1;

    /// <param name="name">With its slash.</param>
    /// <param name="node">The node.</param>
    /// <param name="series">What metrics call it: a dynamic namespace has its pattern's name, since clients choose its own.</param>
    public Namespace(string name, SocketIoNode node, string? series = null)
        : base(node.Binder)
    {
        Name = name;
        Node = node;
        Series = series ?? name;
        Settings = node.Settings.ForNamespace(name);
        Adapter = new LocalAdapter(Series, _rooms, node.Metrics);
        if (Settings.ConnectionStateRecovery is { } recovery)
        {
            EventLog = new MemoryLog(recovery, node.Settings.PingInterval + node.Settings.PingTimeout, node.Time, ReportExpired);
        }
    }

    public string Name { get; }

    public string Series { get; }

    public SocketIoNode Node { get; }

    public NamespaceSettings Settings { get; }

    public IAdapter Adapter { get; }

    /// <summary>What is emitted goes through it; null where clients cannot take up their sessions again.</summary>
    public MemoryLog? EventLog { get; }

    public LocalRooms Rooms => _rooms;

    /// <summary>The actor that admits its sockets; the parent of such actors until there is one.</summary>
    public IActorRef? Actor { get; set; }

    protected override INamespace Self => this;

    public IReadOnlyCollection<ISocket> Sockets => Array.ConvertAll(_rooms.Everybody, ISocket (m) => m.Socket);

    /// <summary>Ids of acknowledgements: one sequence for all sockets, so that one packet can ask many.</summary>
    public long NextAckId() => Interlocked.Increment(ref _ackId);

    public IBroadcastOperator To(params ReadOnlySpan<string> rooms) => new BroadcastOperator(this, BroadcastTarget.Everybody.To(rooms));

    public IBroadcastOperator In(params ReadOnlySpan<string> rooms) => To(rooms);

    public IBroadcastOperator Except(params ReadOnlySpan<string> rooms) => new BroadcastOperator(this, BroadcastTarget.Everybody.But(rooms));

    public Task<int> CountAsync(CancellationToken cancellationToken = default) =>
        Adapter.CountAsync(BroadcastTarget.Everybody, cancellationToken).AsTask();

    public void Broadcast(BroadcastTarget target, string eventName, ReadOnlySpan<object?> arguments)
    {
        var packet = Encode(eventName, arguments);
        Node.ThrowIfBufferIsFull();
        Send(target, packet);
    }

    public ValueTask BroadcastAsync(BroadcastTarget target, string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken)
    {
        var packet = Encode(eventName, arguments);
        if (!Node.Buffer.IsFull && !cancellationToken.IsCancellationRequested && Adapter.HasRoom(target))
        {
            Send(target, packet);
            return default;
        }

        return WaitAndBroadcastAsync(target, packet, cancellationToken);
    }

    /// <summary>Tells whoever wants to know what went wrong; the log, if nobody does.</summary>
    public void Report(Socket socket, string? eventName, SocketErrorPhase phase, Exception exception)
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

    private void ReportExpired(Session session)
    {
        var data = session.Data ?? new SocketData(Node.Json, Node.Settings.Limits.MaxDataBytes);
        var expired = new ExpiredSession(this, session.Id, session.Rooms, data, session.Reason);
        foreach (var handler in Handlers.Expired)
        {
            _ = RunAsync(handler, expired);
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

    private EncodedPacket Encode(string eventName, ReadOnlySpan<object?> arguments) =>
        EventEncoder.Event(Name, eventName, arguments, SocketIoPacket.NoId, Node.Json, EventLog?.Tail);

    private void Send(BroadcastTarget target, EncodedPacket packet)
    {
        if (EventLog is { } log)
        {
            log.Broadcast(Adapter, target, packet);
        }
        else
        {
            Adapter.Broadcast(target, packet);
        }
    }

    private async ValueTask WaitAndBroadcastAsync(BroadcastTarget target, EncodedPacket packet, CancellationToken cancellationToken)
    {
        await Node.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
        await Adapter.WaitForRoomAsync(target, cancellationToken).ConfigureAwait(false);
        Send(target, packet);
    }
}
