using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>The namespaces whose names match a pattern.</summary>
internal sealed class ParentNamespace(Regex pattern, SocketIoNode node) : HandlerRegistrar<IDynamicNamespace>(node.Binder), IDynamicNamespace
{
    private readonly ConcurrentDictionary<string, Namespace> _children = new(StringComparer.Ordinal);

    protected override IDynamicNamespace Self => this;

    public IEnumerable<Namespace> Children => _children.Values;

    public string Series { get; } = pattern.ToString();

    /// <summary>Names come from clients: one that is no name matches nothing, nor one that takes the pattern too long.</summary>
    public bool Matches(string name)
    {
        if (name.AsSpan().ContainsAnyInRange('\u0000', '\u001f'))
        {
            return false;
        }

        try
        {
            return pattern.IsMatch(name);
        }
        catch (RegexMatchTimeoutException)
        {
            node.Log.PatternTimedOut(Series);
            return false;
        }
    }

    public void Adopt(Namespace child)
    {
        Handlers.CopyTo(child.Handlers);
        _children[child.Name] = child;
    }

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
