using AkkaSocketIo.Actors.Configuration;

namespace AkkaSocketIo.Actors.Namespaces;

internal sealed partial class Namespace
{
    // The sockets in it, from before their middlewares are asked until their actors have stopped. Below zero nobody can enter:
    // it is not ready yet, or has been removed.
    private int _users = -1;
    private NamespaceRule? _own;

    public int Users => System.Threading.Volatile.Read(ref _users);

    /// <summary>It is ready for sockets.</summary>
    public void Open() => System.Threading.Volatile.Write(ref _users, 0);

    /// <summary>For a socket that is about to connect; false when the namespace is not ready yet, or has been removed.</summary>
    public bool TryEnter()
    {
        var users = Users;
        while (users >= 0)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
            {
                return true;
            }

            users = seen;
        }

        return false;
    }

    /// <summary>Once for each socket that has entered.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            RemoveIfUnused();
        }
    }

    /// <summary>A child goes with its last socket, unless clients may come back to theirs.</summary>
    private void RemoveIfUnused()
    {
        if (Parent is not null && Node.Settings.CleanupEmptyChildNamespaces && EventLog is not { IsUnused: false })
        {
            Node.Namespaces.RemoveIfEmpty(this);
        }
    }

    /// <summary>True when nobody is in it; then nobody can enter it any more.</summary>
    public bool TryClose() => Interlocked.CompareExchange(ref _users, int.MinValue, 0) == 0;

    /// <summary>Takes the options that were set in C#, which are stronger than all others.</summary>
    /// <exception cref="InvalidOperationException">It has other options already, or sockets that use others.</exception>
    public void Configure(NamespaceRule own)
    {
        var settings = Node.Settings.ForNamespace(Name, own, Parent?.Own);
        if (settings != Settings && _own is not null)
        {
            throw new InvalidOperationException($"The namespace {Name} has been given other options already: give all of them in one call of Of.");
        }

        if (settings != Settings && Users > 0)
        {
            throw new InvalidOperationException($"The namespace {Name} has sockets already, which use other options: give them before clients connect.");
        }

        if (settings != Settings && EventLog is { IsUnused: false })
        {
            throw new InvalidOperationException($"The namespace {Name} has clients that may come back to sessions with other options: give them before clients connect.");
        }

        _own = own;
        if (settings != Settings)
        {
            Settings = settings;
            EventLog?.Dispose();
            EventLog = CreateLog();
        }
    }
}
