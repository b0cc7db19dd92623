using Akka.Actor;
using AkkaSocketIo.Actors.Sockets.Receivers;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo;

/// <summary>
/// Told to a handler actor (<c>HandleWith</c>): an event of the client. The sender is the socket's actor. May be kept, and
/// used from any thread.
/// </summary>
public sealed class SocketEvent : INoSerializationVerificationNeeded
{
    private readonly SocketIoPacket _packet;
    private readonly IActorRef? _waiting;
    private int _done;

    /// <param name="socket">Whose event it is.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="ack">For its acknowledgement, if one is wanted.</param>
    /// <param name="packet">What has a place in the connection's window.</param>
    /// <param name="waiting">Who wants to know that it is done; null if nobody does.</param>
    internal SocketEvent(ISocket socket, string name, EventArguments arguments, Ack? ack, SocketIoPacket packet, IActorRef? waiting)
    {
        Socket = socket;
        Name = name;
        Arguments = arguments;
        Ack = ack;
        _packet = packet;
        _waiting = waiting;
    }

    /// <summary>The socket that sent it.</summary>
    public ISocket Socket { get; }

    /// <summary>The event's name.</summary>
    public string Name { get; }

    /// <summary>Its arguments.</summary>
    public EventArguments Arguments { get; }

    /// <summary>For the acknowledgement; null if the client wants none.</summary>
    public Ack? Ack { get; }

    /// <summary>
    /// Says that the event has been handled, so that another one of its connection may be read. Needed behind a router or
    /// another receiver that is not the socket's own; elsewhere it says so earlier than the actor's next message would. Later
    /// calls do nothing.
    /// </summary>
    public void Done()
    {
        if (TryFinish())
        {
            _waiting?.Tell(new ReceiverDone(this), ActorRefs.NoSender);
        }
    }

    /// <summary>For a pattern: <c>case SocketEvent("move", var arguments, var ack)</c>.</summary>
    public void Deconstruct(out string name, out EventArguments arguments, out Ack? ack) => (name, arguments, ack) = (Name, Arguments, Ack);

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(SocketEvent)} {Name} of {Socket.Id}";

    internal int Size => _packet.Size;

    internal void ReturnCredit() => _packet.ReturnCredit();

    /// <summary>Gives its place in the connection's window back; false if it was done before.</summary>
    internal bool TryFinish()
    {
        if (Interlocked.Exchange(ref _done, 1) != 0)
        {
            return false;
        }

        _packet.ReturnCredit();
        return true;
    }
}
