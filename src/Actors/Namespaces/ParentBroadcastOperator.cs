namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>Emits to some of the sockets of each namespace of a pattern.</summary>
internal sealed class ParentBroadcastOperator(ParentNamespace parent, BroadcastTarget target) : Emitter, IParentBroadcastOperator
{
    public IParentBroadcastOperator Volatile => new ParentBroadcastOperator(parent, target with { Volatile = true });

    public IParentBroadcastOperator Local => new ParentBroadcastOperator(parent, target with { Local = true });

    public IParentBroadcastOperator To(params ReadOnlySpan<string> rooms) => new ParentBroadcastOperator(parent, target.To(rooms));

    public IParentBroadcastOperator In(params ReadOnlySpan<string> rooms) => To(rooms);

    public IParentBroadcastOperator Except(params ReadOnlySpan<string> rooms) => new ParentBroadcastOperator(parent, target.But(rooms));

    public IParentBroadcastOperator Compress(bool compress) => new ParentBroadcastOperator(parent, target with { Compress = compress });

    public async Task<int> CountAsync(CancellationToken cancellationToken = default)
    {
        var count = 0;
        foreach (var child in parent.Children)
        {
            count += await child.Adapter.CountAsync(target, cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    protected override void EmitCore(string eventName, ReadOnlySpan<object?> arguments)
    {
        foreach (var child in parent.Children)
        {
            child.Broadcast(target, eventName, arguments);
        }
    }

    protected override ValueTask EmitCoreAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken)
    {
        var emits = new List<Task>();
        foreach (var child in parent.Children)
        {
            emits.Add(child.BroadcastAsync(target, eventName, arguments, cancellationToken).AsTask());
        }

        return new ValueTask(Task.WhenAll(emits));
    }
}
