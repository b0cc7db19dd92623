using Akka.Actor;
using Akka.Event;
using AkkaSocketIo.Actors.Sockets.Receivers;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>
/// The right of a handler to be the one that runs for its socket, and its event's place in the connection's window. It is
/// given up once: when the handler has finished, or when it starts to wait for a client's acknowledgement. That would come
/// behind events which nobody handles or reads while the turn is kept.
/// </summary>
internal class Turn(IActorRef socket, SocketIoPacket? packet) : IDeadLetterSuppression
{
    private static readonly AsyncLocal<Turn?> s_current = new();

    private int _given;

    /// <summary>The turn of the handler that this code belongs to; null outside of handlers that return a task.</summary>
    public static Turn? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>The code that runs now starts to wait for a client's acknowledgement: it gives its turn up, if it has one.</summary>
    public static void GiveUpCurrent()
    {
        if (Current is { } turn)
        {
            turn.GiveUp();
        }
        else
        {
            HandlerActor.AsksIfCurrent();
        }
    }

    /// <summary>The handlers have finished.</summary>
    public virtual void Finish() => GiveUp();

    /// <summary>True for the one who gives it up: who then must let the next event start.</summary>
    public bool TryGiveUp()
    {
        if (Interlocked.Exchange(ref _given, 1) != 0)
        {
            return false;
        }

        packet?.ReturnCredit();
        return true;
    }

    /// <summary>Gives it up, and tells the socket's actor if it was not given up before.</summary>
    public void GiveUp()
    {
        if (TryGiveUp())
        {
            socket.Tell(this, ActorRefs.NoSender);
        }
    }
}
