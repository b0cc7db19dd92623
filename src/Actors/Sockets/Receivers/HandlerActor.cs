using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Routing;

namespace AkkaSocketIo.Actors.Sockets.Receivers;

/// <summary>What a namespace's sockets are handled with, as the application registered it.</summary>
internal sealed class HandlerActor
{
    private const string Name = "handler";

    private readonly Func<ISocket, Props>? _props;
    private readonly IActorRef? _shared;

    public HandlerActor(Func<ISocket, Props> props)
    {
        ArgumentNullException.ThrowIfNull(props);
        _props = props;
    }

    public HandlerActor(IActorRef shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        _shared = shared;
    }

    /// <summary>Makes the socket's own actor, or takes the one that is there.</summary>
    public EventReceiver Start(IActorContext context, Socket socket)
    {
        if (_shared is not null)
        {
            return new SharedReceiver(_shared, socket);
        }

        var props = _props!(socket) ?? throw new InvalidOperationException("HandleWith: the function has returned no Props.");
        var child = context.ActorOf(props, Name);

        // A router answers by itself, at once, and not when a routee has handled something.
        return props.RouterConfig is null or NoRouter ? new OwnReceiver(child, socket) : new SharedReceiver(child, socket);
    }

    /// <summary>If the code that runs now is a socket's own handler actor: its socket's actor learns that it waits for a client.</summary>
    public static void AsksIfCurrent()
    {
        if (InternalCurrentActorCellKeeper.Current is { } cell
            && cell.Self.Path.Name == Name
            && cell.Parent is ActorRefWithCell { Underlying: { } parent }
            && parent.Props.Type == typeof(SocketActor))
        {
            cell.Parent.Tell(ReceiverAsks.Instance, ActorRefs.NoSender);
        }
    }
}
