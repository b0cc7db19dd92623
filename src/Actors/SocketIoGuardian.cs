using Akka.Actor;
using AkkaSocketIo.Actors.Connections;
using AkkaSocketIo.Actors.Namespaces;

namespace AkkaSocketIo.Actors;

/// <summary>The top of a Socket.IO server's actors: <c>/user/socket-io</c> with <c>connections</c> and <c>namespaces</c>.</summary>
internal sealed class SocketIoGuardian : UntypedActor
{
    private readonly Children _children;

    public SocketIoGuardian(EngineContext engine) =>
        _children = new Children(
            Self,
            Context.ActorOf(ActorProps.Of(() => new ConnectionsActor(engine)), "connections"),
            Context.ActorOf(ActorProps.Of(() => new NamespacesActor()), "namespaces"));

    public sealed record Children(IActorRef Guardian, IActorRef Connections, IActorRef Namespaces);

    protected override SupervisorStrategy SupervisorStrategy() => StopFailed.Strategy;

    protected override void OnReceive(object message)
    {
        if (message is GetChildren)
        {
            Sender.Tell(_children);
        }
        else
        {
            Unhandled(message);
        }
    }

    public sealed class GetChildren
    {
        public static readonly GetChildren Instance = new();
    }
}
