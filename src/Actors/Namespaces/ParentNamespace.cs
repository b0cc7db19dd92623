using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using AkkaSocketIo.Actors.Configuration;
using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>The namespaces whose names match a pattern, or that the application allows when a client asks for them.</summary>
internal sealed class ParentNamespace : HandlerRegistrar<IDynamicNamespace>, IDynamicNamespace
{
    private readonly ConcurrentDictionary<string, Namespace> _children = new(StringComparer.Ordinal);
    private readonly SocketIoNode _node;
    private readonly NamePattern? _pattern;
    private readonly Func<string, JsonElement, ValueTask<bool>>? _allows;

    public ParentNamespace(NamePattern pattern, NamespaceRule? own, SocketIoNode node)
        : this(pattern.Text, own, node) => _pattern = pattern;

    public ParentNamespace(Func<string, JsonElement, ValueTask<bool>> allows, string series, NamespaceRule? own, SocketIoNode node)
        : this(series, own, node) => _allows = allows;

    private ParentNamespace(string series, NamespaceRule? own, SocketIoNode node)
        : base(node.Binder)
    {
        _node = node;
        Series = series;
        Own = own;
    }

    protected override IDynamicNamespace Self => this;

    public IEnumerable<Namespace> Children => _children.Values;

    /// <summary>What metrics call its namespaces, whose own names clients choose.</summary>
    public string Series { get; }

    /// <summary>What was set for its namespaces in C#.</summary>
    public NamespaceRule? Own { get; private set; }

    /// <summary>Only the application knows.</summary>
    public bool AsksApplication => _allows is not null;

    /// <summary>Names come from clients: one that takes the pattern too long matches nothing.</summary>
    public bool Matches(string name)
    {
        try
        {
            return _pattern is not null && _pattern.Matches(name);
        }
        catch (RegexMatchTimeoutException)
        {
            _node.Log.PatternTimedOut(Series);
            return false;
        }
    }

    public ValueTask<bool> AllowsAsync(string name, JsonElement auth) => _allows!(name, auth);

    public IReadOnlyDictionary<string, string> ParametersOf(string name) => _pattern?.ParametersOf(name) ?? FrozenDictionary<string, string>.Empty;

    /// <exception cref="InvalidOperationException">It has other options, or namespaces without them.</exception>
    public void Configure(NamespaceRule own)
    {
        if (Own == own)
        {
            return;
        }

        if (Own is not null || !_children.IsEmpty)
        {
            throw new InvalidOperationException($"{Series} has {(Own is null ? "namespaces" : "options")} already: give its options with the first call of Of.");
        }

        Own = own;
    }

    public void Adopt(Namespace child)
    {
        Handlers.CopyTo(child.Handlers);
        _children[child.Name] = child;
    }

    public void Disown(Namespace child) => _children.TryRemove(new KeyValuePair<string, Namespace>(child.Name, child));

    public IParentBroadcastOperator Volatile => Everybody.Volatile;

    public IParentBroadcastOperator Local => Everybody.Local;

    private ParentBroadcastOperator Everybody => new(this, BroadcastTarget.Everybody);

    public IParentBroadcastOperator To(params ReadOnlySpan<string> rooms) => Everybody.To(rooms);

    public IParentBroadcastOperator In(params ReadOnlySpan<string> rooms) => Everybody.To(rooms);

    public IParentBroadcastOperator Except(params ReadOnlySpan<string> rooms) => Everybody.Except(rooms);

    public IParentBroadcastOperator Compress(bool compress) => Everybody.Compress(compress);

    protected override void EmitCore(string eventName, ReadOnlySpan<object?> arguments)
    {
        foreach (var child in Children)
        {
            child.Broadcast(BroadcastTarget.Everybody, eventName, arguments);
        }
    }

    protected override ValueTask EmitCoreAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        Everybody.EmitAsync(eventName, arguments, cancellationToken);
}
