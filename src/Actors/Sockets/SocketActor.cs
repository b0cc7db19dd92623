using Akka.Actor;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Sockets.Receivers;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>
/// One socket of one namespace: middlewares, then <c>OnConnection</c>, then one event at a time, then the end, which waits
/// for the events that came before it. The mailbox is never suspended: what cannot run yet is queued here.
/// </summary>
internal sealed partial class SocketActor : UntypedActor
{
    private readonly Socket _socket;
    private readonly Namespace _namespace;
    private readonly SocketIoNode _node;
    private Queue<SocketIoPacket>? _queue;
    private Phase _phase;
    private readonly List<Turn> _running = [];
    private Turn? _connectionTurn;
    private long _queuedBytes;
    private bool _asksWhileConnecting;
    private DisconnectReason? _end;
    private ITimer? _timer;

    public SocketActor(Socket socket)
    {
        _socket = socket;
        _namespace = (Namespace)socket.Namespace;
        _node = socket.Node;
    }

    public static Props Props(Socket socket) => ActorProps.Many(() => new SocketActor(socket));

    private enum Phase : byte
    {
        Middlewares,

        /// <summary>The handlers of <c>OnConnection</c> run; no event does.</summary>
        Connecting,
        Events,

        /// <summary>The handlers of the end run.</summary>
        Ending,
    }

    protected override void PreStart()
    {
        _socket.Actor = Self;
        _ = MiddlewareChain.RunAsync(_socket, Self);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case SocketIoPacket packet:
                OnEvent(packet);
                break;
            case Turn turn when turn == _connectionTurn:
                OnConnectionAsks();
                break;
            case Turn turn:
                _running.Remove(turn);
                Pump();
                break;
            case Filtered filtered:
                OnFiltered(filtered);
                Pump();
                break;
            case MiddlewareChain.Refused refused:
                OnRefused(refused);
                break;
            case SocketStarted when _end is null:
                _phase = Phase.Connecting;
                _connectionTurn = new Turn(Self, null);
                _ = RunConnectionHandlersAsync(_connectionTurn);
                break;
            case Connected when _phase == Phase.Connecting:
                _phase = Phase.Events;

                // The window is the limit again. What is held without a place in it stays so.
                _asksWhileConnecting = false;
                _queuedBytes = 0;
                if (_namespace.Handlers.Actor is { } handler)
                {
                    StartReceiver(handler);
                }

                Pump();
                break;
            case HandlersFinished finished:
                OnHandlersFinished(finished.Turn);
                break;
            case ActorIdentity or ReceiverDone or ReceiverOverdue or ReceiverAsks:
                OnReceiverAnswer(message);
                break;
            case ReceiverStopped:
                OnReceiverStopped();
                break;
            case EndSocket end:
                OnEnd(end.Reason);
                break;
            case CloseTimedOut timedOut when timedOut.During == _phase || _phase != Phase.Ending:
                OnCloseTimedOut();
                break;
            case Ended:
                Context.Stop(Self);
                break;
            case SocketStarted or Connected or CloseTimedOut:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void PostStop()
    {
        _timer?.Dispose();
        _socket.End(_end ?? new DisconnectReason(CloseReason.ForcedClose, "the socket's actor has stopped", false));
        _socket.ForgetRooms();
        LetGo();
        AbandonFiltered();
        _namespace.Leave();

        // Told, not watched: the last thing that it does, and cheaper for each connection.
        Context.Parent.Tell(new SocketGone(_socket), ActorRefs.NoSender);
    }

    private void OnEvent(SocketIoPacket packet)
    {
        if (_end is not null)
        {
            packet.ReturnCredit();
            return;
        }

        if (_phase == Phase.Events && _running.Count < _namespace.Settings.ParallelHandlers && _queue is not { Count: > 0 })
        {
            Begin(packet);
            return;
        }

        (_queue ??= new Queue<SocketIoPacket>()).Enqueue(packet);
        _node.Metrics.HandlerWaiting.Add(1);
        if (_asksWhileConnecting)
        {
            HoldWithoutCredit(packet);
        }
    }

    /// <summary>Starts what may run, and the end when nothing is left.</summary>
    private void Pump()
    {
        while (_phase == Phase.Events && _running.Count < _namespace.Settings.ParallelHandlers && _queue is { Count: > 0 } queue)
        {
            _node.Metrics.HandlerWaiting.Add(-1);
            Begin(queue.Dequeue());
        }

        if (_end is { } reason && _phase == Phase.Events && _running.Count == 0 && _queue is not { Count: > 0 } && _receiver is not { Count: > 0 })
        {
            RunEnd(reason);
        }
    }

    private async Task RunConnectionHandlersAsync(Turn turn)
    {
        var self = Self;
        Turn.Current = turn;
        using var scope = SocketScope.Begin(_socket);
        foreach (var handler in _namespace.Handlers.Connection)
        {
            try
            {
                await handler(_socket).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                _namespace.Report(_socket, null, SocketErrorPhase.Connection, e);
            }
        }

        turn.TryGiveUp();
        self.Tell(Connected.Instance, ActorRefs.NoSender);
    }

    /// <summary>
    /// A handler of OnConnection waits for an acknowledgement. The events stay behind it, since it may register handlers yet;
    /// but they must not fill the window, or the acknowledgement would never be read.
    /// </summary>
    private void OnConnectionAsks()
    {
        if (_phase != Phase.Connecting)
        {
            return;
        }

        _asksWhileConnecting = true;
        foreach (var packet in _queue ?? [])
        {
            HoldWithoutCredit(packet);
        }
    }

    private void HoldWithoutCredit(SocketIoPacket packet)
    {
        packet.ReturnCredit();
        _queuedBytes += packet.Size;
        if (_queuedBytes > _node.Settings.Limits.MaxInboundBytes)
        {
            _socket.CloseForOverflow();
        }
    }

    private void OnRefused(MiddlewareChain.Refused refused)
    {
        if (_end is null)
        {
            _socket.End(new DisconnectReason(DisconnectReason.ServerNamespaceDisconnect, "refused by a middleware", false));
            _node.Logs.Namespace.SocketRefused(_namespace.LogName, _socket.Id);
            Context.Parent.Tell(new SocketRefused(_socket, refused.Packet));
            Context.Stop(Self);
        }
    }

    /// <summary>The handlers of OnConnection have finished.</summary>
    private sealed class Connected
    {
        public static readonly Connected Instance = new();
    }

    /// <summary>The handlers of the end have finished.</summary>
    private sealed class Ended
    {
        public static readonly Ended Instance = new();
    }

    /// <summary>What began in this phase has taken all its time.</summary>
    private sealed record CloseTimedOut(Phase During);
}
