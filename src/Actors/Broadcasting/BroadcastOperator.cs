using AkkaSocketIo.Actors.Namespaces;

namespace AkkaSocketIo.Actors.Broadcasting;

/// <summary>Emits to some of a namespace's sockets.</summary>
internal sealed class BroadcastOperator(Namespace nsp, BroadcastTarget target) : Emitter, IBroadcastOperator
{
    public IBroadcastOperator To(params ReadOnlySpan<string> rooms) => new BroadcastOperator(nsp, target.To(rooms));

    public IBroadcastOperator In(params ReadOnlySpan<string> rooms) => To(rooms);

    public IBroadcastOperator Except(params ReadOnlySpan<string> rooms) => new BroadcastOperator(nsp, target.But(rooms));

    public Task<int> CountAsync(CancellationToken cancellationToken = default) => nsp.Adapter.CountAsync(target, cancellationToken).AsTask();

    protected override void EmitCore(string eventName, ReadOnlySpan<object?> arguments) => nsp.Broadcast(target, eventName, arguments);

    protected override ValueTask EmitCoreAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        nsp.BroadcastAsync(target, eventName, arguments, cancellationToken);
}
