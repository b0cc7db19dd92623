using Akka.Actor;
using Akka.Event;
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
                admit.Socket.Node.Logs.Namespace.SocketConnected(admit.Socket.Id, ((Namespace)admit.Socket.Namespace).LogName);
            }
        }
        else
        {
            Unhandled(message);
        }
    }
}

/// <summary>To the namespaces: this one is no more, and nobody is in it.</summary>
internal sealed record NamespaceRemoved(Namespace Namespace) : IDeadLetterSuppression;

/// <summary>The parent of the namespaces' actors.</summary>
internal sealed class NamespacesActor : UntypedActor
{
    // By the namespace and not by its name: one that was removed may still stop while the next one of its name begins.
    private readonly Dictionary<Namespace, IActorRef> _children = [];
    private int _names;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case AdmitSocket admit:
                Child((Namespace)admit.Socket.Namespace).Forward(message);
                break;
            case NamespaceRemoved removed:
                removed.Namespace.EventLog?.Dispose();
                if (_children.Remove(removed.Namespace, out var child))
                {
                    Context.Stop(child);
                }

                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private IActorRef Child(Namespace nsp)
    {
        if (!_children.TryGetValue(nsp, out var child))
        {
            var name = ActorNames.Of(nsp.Name);
            child = Context.ActorOf(Props.Create<NamespaceActor>(), Context.Child(name).IsNobody() ? name : $"{name}.{++_names}");
            _children.Add(nsp, child);
            nsp.Actor = child;
        }

        return child;
    }

    protected override void PostStop()
    {
        foreach (var nsp in _children.Keys)
        {
            nsp.EventLog?.Dispose();
        }
    }
}
