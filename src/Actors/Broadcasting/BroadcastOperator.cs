using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo.Actors.Broadcasting;

/// <summary>Emits to some of a namespace's sockets, asks them and acts on them.</summary>
internal sealed class BroadcastOperator(Namespace nsp, BroadcastTarget target) : Emitter, IBroadcastOperator
{
    public IBroadcastOperator Volatile => new BroadcastOperator(nsp, target with { Volatile = true });

    public IBroadcastOperator Local => new BroadcastOperator(nsp, target with { Local = true });

    public IBroadcastOperator To(params ReadOnlySpan<string> rooms) => new BroadcastOperator(nsp, target.To(rooms));

    public IBroadcastOperator In(params ReadOnlySpan<string> rooms) => To(rooms);

    public IBroadcastOperator Except(params ReadOnlySpan<string> rooms) => new BroadcastOperator(nsp, target.But(rooms));

    public IBroadcastOperator Compress(bool compress) => new BroadcastOperator(nsp, target with { Compress = compress });

    public IBroadcastOperator Timeout(TimeSpan timeout) => new BroadcastOperator(nsp, target with { Timeout = EmitFlags.CheckTimeout(timeout) });

    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName) => nsp.AskAsync<T>(target, eventName, [], default);

    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName, object? argument) => nsp.AskAsync<T>(target, eventName, [argument], default);

    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName, params ReadOnlySpan<object?> arguments) =>
        nsp.AskAsync<T>(target, eventName, arguments, default);

    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        nsp.AskAsync<T>(target, eventName, arguments, cancellationToken);

    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName) => EmitWithAckAsync<EventArguments>(eventName);

    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName, object? argument) =>
        EmitWithAckAsync<EventArguments>(eventName, argument);

    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName, params ReadOnlySpan<object?> arguments) =>
        EmitWithAckAsync<EventArguments>(eventName, arguments);

    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        EmitWithAckAsync<EventArguments>(eventName, arguments, cancellationToken);

    public Task<int> CountAsync(CancellationToken cancellationToken = default) => nsp.Adapter.CountAsync(target, cancellationToken).AsTask();

    public Task<SocketQuery> FetchSocketsAsync(CancellationToken cancellationToken = default) =>
        nsp.Adapter.FetchSocketsAsync(target, cancellationToken).AsTask();

    public ValueTask SocketsJoin(params ReadOnlySpan<string> rooms) => nsp.Adapter.SocketsJoinAsync(target, RoomNames.Checked(rooms));

    public ValueTask SocketsLeave(params ReadOnlySpan<string> rooms) => nsp.Adapter.SocketsLeaveAsync(target, RoomNames.Checked(rooms));

    public ValueTask DisconnectSockets(bool close = false) => nsp.Adapter.DisconnectSocketsAsync(target, close);

    protected override void EmitCore(string eventName, ReadOnlySpan<object?> arguments) => nsp.Broadcast(target, eventName, arguments);

    protected override ValueTask EmitCoreAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        nsp.BroadcastAsync(target, eventName, arguments, cancellationToken);
}
