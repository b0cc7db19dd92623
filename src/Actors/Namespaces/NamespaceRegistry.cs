using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Akka.Actor;
using AkkaSocketIo.Actors.Configuration;
using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>The namespaces of a server: those that were named, and those that clients may bring into being.</summary>
internal sealed class NamespaceRegistry
{
    private readonly SocketIoNode _node;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Namespace> _namespaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PatternNamespace> _patterns = new(StringComparer.Ordinal);
    private ParentNamespace[] _parents = [];
    private Action<INamespace>[] _created = [];

    public NamespaceRegistry(SocketIoNode node)
    {
        _node = node;
        Main = GetOrCreate("/", null);
    }

    /// <summary>The namespace <c>/</c>, which is always there.</summary>
    public Namespace Main { get; }

    /// <summary>Gives up the adapters of all namespaces.</summary>
    public async Task CloseAsync()
    {
        foreach (var nsp in _namespaces.Values)
        {
            await nsp.CloseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The namespace of this name; made if it is not there. A missing slash is put in front.</summary>
    public Namespace Of(string name)
    {
        name = Normalize(name);
        return _namespaces.TryGetValue(name, out var known) ? known : GetOrCreate(name, FindParent(name));
    }

    /// <summary>What an application means by a name: a namespace, or with places in it a pattern of them.</summary>
    public INamespace OfNameOrTemplate(string name, NamespaceRule? own = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return NamePattern.IsTemplate(name) ? OfTemplate(name, own) : own is null ? Of(name) : Of(name, own);
    }

    public Namespace Of(string name, NamespaceRule own)
    {
        name = Normalize(name);
        var parent = FindParent(name);
        lock (_gate)
        {
            var nsp = GetOrCreate(name, parent);
            nsp.Configure(own);
            return nsp;
        }
    }

    public ParentNamespace Of(Regex pattern, NamespaceRule? own = null)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Add(new ParentNamespace(new NamePattern(pattern), own, _node));
    }

    public ParentNamespace Of(Func<string, JsonElement, ValueTask<bool>> allows, NamespaceRule? own = null)
    {
        ArgumentNullException.ThrowIfNull(allows);
        lock (_gate)
        {
            // The reference calls them so, too.
            return Add(new ParentNamespace(allows, "/_" + _parents.Count(p => p.AsksApplication), own, _node));
        }
    }

    /// <summary>The namespaces of a name with places in it: one thing, however often it is asked for.</summary>
    public PatternNamespace OfTemplate(string template, NamespaceRule? own = null)
    {
        template = Normalize(template);
        lock (_gate)
        {
            if (!_patterns.TryGetValue(template, out var pattern))
            {
                pattern = new PatternNamespace(Add(new ParentNamespace(NamePattern.Of(template), own, _node)));
                _patterns.Add(template, pattern);
            }
            else if (own is not null)
            {
                pattern.Parent.Configure(own);
            }

            return pattern;
        }
    }

    /// <summary>Has each new namespace told, before anybody can connect to it.</summary>
    public void OnCreated(Action<INamespace> handler)
    {
        AsyncVoid.Refused(handler);
        lock (_gate)
        {
            _created = [.. _created, handler];
        }
    }

    /// <summary>
    /// What a client asks for, entered for one socket; null: there is none of this name, no pattern that it matches, and the
    /// application allows none. Does not wait unless the application is asked.
    /// </summary>
    public ValueTask<Namespace?> EnterAsync(string name, ReadOnlyMemory<byte> auth, CancellationToken ended) =>
        _namespaces.TryGetValue(name, out var known) && known.TryEnter() ? new(known)
        : IsName(name) ? EnterByParentAsync(name, auth, ended)
        : default;

    /// <summary>Removes a dynamic namespace, unless somebody has come meanwhile.</summary>
    public void RemoveIfEmpty(Namespace nsp)
    {
        lock (_gate)
        {
            if (!nsp.TryClose())
            {
                return;
            }

            _namespaces.TryRemove(new KeyValuePair<string, Namespace>(nsp.Name, nsp));
            nsp.Parent?.Disown(nsp);
        }

        _node.NamespacesActor.Tell(new NamespaceRemoved(nsp), ActorRefs.NoSender);
        _ = nsp.CloseAsync().AsTask();
    }

    /// <summary>Whether the application may have to be asked about a name.</summary>
    public bool AsksApplication => Array.Exists(Volatile.Read(ref _parents), p => p.AsksApplication);

    public bool Contains(string name) => _namespaces.ContainsKey(name);

    private static string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith('/') ? name : "/" + name;
    }

    /// <summary>Names come from clients; one with a line break would be none for a pattern that ends with <c>$</c>, too.</summary>
    private static bool IsName(string name) => !name.AsSpan().ContainsAnyInRange('\u0000', '\u001f');

    private ParentNamespace Add(ParentNamespace parent)
    {
        lock (_gate)
        {
            _parents = [.. _parents, parent];
        }

        return parent;
    }

    private ParentNamespace? FindParent(string name) => IsName(name) ? Array.Find(Volatile.Read(ref _parents), p => p.Matches(name)) : null;

    private async ValueTask<Namespace?> EnterByParentAsync(string name, ReadOnlyMemory<byte> auth, CancellationToken ended)
    {
        foreach (var parent in Volatile.Read(ref _parents))
        {
            if (ended.IsCancellationRequested)
            {
                return null;
            }

            if (parent.Matches(name) || (parent.AsksApplication && await NamespaceQuestion.AskAsync(parent, name, auth, _node, ended).ConfigureAwait(false)))
            {
                return Enter(name, parent);
            }
        }

        return null;
    }

    private Namespace? Enter(string name, ParentNamespace parent)
    {
        try
        {
            // Under the lock nobody removes it between its making and the entering.
            lock (_gate)
            {
                var nsp = GetOrCreate(name, parent);
                return nsp.TryEnter() ? nsp : null;
            }
        }
        catch (Exception e)
        {
            // The application's adapter, or its pattern.
            _node.Log.NamespaceNotMade(e, SocketLog.Harmless(name));
            return null;
        }
    }

    private Namespace GetOrCreate(string name, ParentNamespace? parent)
    {
        // Under the lock, since clients race for a name, and nobody may see a child without its parent's handlers.
        lock (_gate)
        {
            if (_namespaces.TryGetValue(name, out var known))
            {
                return known;
            }

            var created = new Namespace(name, _node, parent);
            parent?.Adopt(created);
            _namespaces[name] = created;
            if (parent is not null)
            {
                _node.Logs.ParentNamespace.NamespaceCreated(created.LogName, parent.Series);
            }

            Tell(created);
            created.Open();
            return created;
        }
    }

    private void Tell(Namespace created)
    {
        foreach (var handler in _created)
        {
            try
            {
                handler(created);
            }
            catch (Exception e)
            {
                _node.Log.NewNamespaceHandlerFailed(e, SocketLog.Harmless(created.Name));
            }
        }
    }
}
