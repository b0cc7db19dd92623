using AkkaSocketIo.Actors.Broadcasting;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>Emits to some of the sockets of each namespace of a pattern.</summary>
internal class ParentBroadcastOperator(ParentNamespace parent, BroadcastTarget target) : Emitter, IBroadcastOperator
{
    public IBroadcastOperator To(params ReadOnlySpan<string> rooms) => new ParentBroadcastOperator(parent, target.To(rooms));

    public IBroadcastOperator In(params ReadOnlySpan<string> rooms) => To(rooms);

    public IBroadcastOperator Except(params ReadOnlySpan<string> rooms) => new ParentBroadcastOperator(parent, target.But(rooms));

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
