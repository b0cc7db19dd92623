using Akka.Actor;
using AkkaSocketIo.Actors.Recovery;
using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>
/// Admits the sockets of one namespace of this node. It never waits: the middlewares of different sockets run beside each
/// other, in the sockets' own actors.
/// </summary>
internal sealed class NamespaceActor : UntypedActor
{
    protected override void OnReceive(object message)
    {
        if (message is AdmitSocket admit)
        {
            if (admit.Socket.Recovery is { Replay: { } replay } recovery)
            {
                _ = Readmission.RunAsync(admit.Socket, recovery, replay);
            }
            else if (admit.Socket.TryAdmit())
            {
                admit.Socket.Actor.Tell(SocketStarted.Instance, ActorRefs.NoSender);
            }
        }
        else
        {
            Unhandled(message);
        }
    }
}

/// <summary>The parent of the namespaces' actors.</summary>
internal sealed class NamespacesActor : UntypedActor
{
    private readonly Dictionary<string, IActorRef> _children = new(StringComparer.Ordinal);
    private readonly List<MemoryLog> _logs = [];

    protected override void OnReceive(object message)
    {
        if (message is not AdmitSocket admit)
        {
            Unhandled(message);
            return;
        }

        var nsp = admit.Socket.Namespace;
        if (!_children.TryGetValue(nsp.Name, out var child))
        {
            child = Context.ActorOf(Props.Create<NamespaceActor>(), ActorNames.Of(nsp.Name));
            _children.Add(nsp.Name, child);
            ((Namespace)nsp).Actor = child;
            if (((Namespace)nsp).EventLog is { } log)
            {
                _logs.Add(log);
            }
        }

        child.Forward(message);
    }

    protected override void PostStop() => _logs.ForEach(log => log.Dispose());
}
