using Akka.Actor;
using AkkaSocketIo.Actors.Sockets.Receivers;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>The side of a socket with a handler actor (<c>HandleWith</c>): its delegates run first, then it is told the event.</summary>
internal sealed partial class SocketActor
{
    private EventReceiver? _receiver;

    /// <summary>A handler actor fails as other handlers do: it is reported, and the connection stays. Akka's rules decide about the actor.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        maxNrOfRetries: -1,
        withinTimeMilliseconds: -1,
        localOnlyDecider: e =>
        {
            _namespace.Report(_socket, null, SocketErrorPhase.Handler, e is ActorInitializationException { InnerException: { } inner } ? inner : e);
            return Akka.Actor.SupervisorStrategy.DefaultDecider.Decide(e);
        },
        loggingEnabled: false);

    private void StartReceiver(HandlerActor handler)
    {
        try
        {
            _receiver = handler.Start(Context, _socket);
        }
        catch (Exception e)
        {
            _namespace.Report(_socket, null, SocketErrorPhase.Connection, e);
            _socket.Disconnect();
            return;
        }

        Context.WatchWith(_receiver.Target, ReceiverStopped.Instance);
        _receiver.Connect();
    }

    private void HandToReceiver(SocketIoPacket packet, EventContext context)
    {
        if (_receiver is null || _phase != Phase.Events)
        {
            packet.ReturnCredit();
            return;
        }

        _receiver.Handle(new SocketEvent(_socket, context.Name, context.Arguments, context.Ack, packet, _receiver.Waiting));
    }

    private void OnHandlersFinished(TurnBeforeReceiver turn)
    {
        _running.Remove(turn);
        HandToReceiver(turn.Packet, turn.Context);
        Pump();
    }

    private void OnReceiverAnswer(object answer)
    {
        if (_receiver?.OnAnswer(answer) == true)
        {
            Pump();
        }
    }

    private void OnReceiverStopped()
    {
        if (_receiver is not { } receiver)
        {
            return;
        }

        _receiver = null;
        receiver.LetGo();
        if (_end is null)
        {
            _namespace.Report(
                _socket, null, SocketErrorPhase.Handler,
                new InvalidOperationException($"The handler actor {receiver.Target.Path} has stopped before its socket, which is disconnected."));
            _socket.Disconnect();
        }

        Pump();
    }
}
