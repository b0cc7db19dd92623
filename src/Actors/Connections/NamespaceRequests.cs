using Akka.Actor;
using Akka.Event;
using AkkaSocketIo.Actors.Namespaces;

namespace AkkaSocketIo.Actors.Connections;

/// <summary>The CONNECTs of a connection that wait for what the application says about their namespaces. Nothing else waits.</summary>
internal sealed class NamespaceRequests
{
    private readonly List<string> _names = new(1);
    private CancellationTokenSource? _ended;

    public int Count => _names.Count;

    public CancellationToken Ended => (_ended ??= new CancellationTokenSource()).Token;

    public bool Contains(string name) => _names.Contains(name);

    /// <summary>Tells the connection the answer, which is to be taken from here then.</summary>
    public void Wait(string name, byte[] auth, ValueTask<Namespace?> answer, IActorRef connection)
    {
        _names.Add(name);
        _ = TellAsync(name, auth, answer, connection);
    }

    /// <summary>False when the connection has ended meanwhile.</summary>
    public bool Take(string name)
    {
        _names.Remove(name);
        return !Ended.IsCancellationRequested;
    }

    /// <summary>The connection ends: nobody waits any more, and the answers come soon.</summary>
    public void End() => _ = _ended?.CancelAsync();

    private static async Task TellAsync(string name, byte[] auth, ValueTask<Namespace?> answer, IActorRef connection)
    {
        Namespace? nsp = null;
        try
        {
            nsp = await answer.ConfigureAwait(false);
        }
        finally
        {
            // Always: the connection counts it, and does not end before.
            connection.Tell(new NamespaceAnswered(name, auth, nsp), ActorRefs.NoSender);
        }
    }
}

/// <summary>To the connection: the namespace that a client asked for, entered for it, or null.</summary>
internal sealed record NamespaceAnswered(string Name, byte[] Auth, Namespace? Namespace) : IDeadLetterSuppression;
