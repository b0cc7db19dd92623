using Akka.Actor;

namespace AkkaSocketIo.Actors.Sockets.Receivers;

/// <summary>
/// The way of a socket's events to the actor that handles them, and of their credit back. Belongs to the socket's actor, and
/// is used in it only.
/// </summary>
internal abstract class EventReceiver(IActorRef target, Socket socket)
{
    public IActorRef Target => target;

    /// <summary>Events that were told and are not handled yet.</summary>
    public abstract int Count { get; }

    /// <summary>Whom an event tells that it is done.</summary>
    public virtual IActorRef? Waiting => null;

    protected Socket Socket => socket;

    public virtual void Connect() => Tell(new SocketConnected(socket));

    public virtual void Handle(SocketEvent socketEvent) => Tell(socketEvent);

    /// <summary>What comes back from the receiver or about it. True: events may have become done.</summary>
    public abstract bool OnAnswer(object answer);

    /// <summary>Nobody waits for the events any more: their credit goes back.</summary>
    public abstract void LetGo();

    /// <summary>Tells what comes at the end, from any thread; completes when it was handled, as far as this can be known.</summary>
    public abstract Task FinishAsync(object message);

    protected void Tell(object message) => target.Tell(message, socket.Actor);
}
