using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>The namespaces of a server: those that were named, and those that clients may bring into being.</summary>
internal sealed class NamespaceRegistry
{
    private readonly SocketIoNode _node;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Namespace> _namespaces = new(StringComparer.Ordinal);
    private ParentNamespace[] _parents = [];

    public NamespaceRegistry(SocketIoNode node)
    {
        _node = node;
        Main = Of("/");
    }

    /// <summary>The namespace <c>/</c>, which is always there.</summary>
    public Namespace Main { get; }

    /// <summary>The namespace of this name; made if it is not there. A missing slash is put in front.</summary>
    public Namespace Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        name = name.StartsWith('/') ? name : "/" + name;
        return _namespaces.TryGetValue(name, out var known) ? known : GetOrCreate(name, FindParent(name));
    }

    public ParentNamespace Of(Regex pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var parent = new ParentNamespace(pattern, _node);
        lock (_gate)
        {
            _parents = [.. _parents, parent];
        }

        return parent;
    }

    /// <summary>What a client asks for; null: there is none of this name, and no pattern that it matches.</summary>
    public Namespace? Find(string name) =>
        _namespaces.TryGetValue(name, out var known) ? known
        : FindParent(name) is { } parent ? GetOrCreate(name, parent)
        : null;

    private ParentNamespace? FindParent(string name) => Array.Find(Volatile.Read(ref _parents), p => p.Matches(name));

    private Namespace GetOrCreate(string name, ParentNamespace? parent)
    {
        // Under the lock, since clients race for a name, and nobody may see a child without its parent's handlers.
        lock (_gate)
        {
            if (_namespaces.TryGetValue(name, out var known))
            {
                return known;
            }

            var created = new Namespace(name, _node, parent?.Series);
            parent?.Adopt(created);
            _namespaces[name] = created;
            if (parent is not null)
            {
                _node.Logs.ParentNamespace.NamespaceCreated(created.LogName, parent.Series);
            }

            return created;
        }
    }
}
