using Akka.Actor;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets.Receivers;

/// <summary>The turn of delegates whose event goes on to a handler actor: when they finish, it keeps its place in the window.</summary>
internal sealed class TurnBeforeReceiver(IActorRef socket, SocketIoPacket packet, EventContext context) : Turn(socket, packet)
{
    private readonly IActorRef _socket = socket;

    public SocketIoPacket Packet { get; } = packet;

    public EventContext Context { get; } = context;

    public override void Finish() => _socket.Tell(new HandlersFinished(this), ActorRefs.NoSender);
}
