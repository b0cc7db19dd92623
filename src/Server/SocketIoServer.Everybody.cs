using System.Runtime.CompilerServices;

namespace AkkaSocketIo;

public sealed partial class SocketIoServer
{
    /// <inheritdoc/>
    public IRooms Rooms => _main.Rooms;

    /// <inheritdoc/>
    public IBroadcastOperator Volatile => _main.Volatile;

    /// <inheritdoc/>
    public IBroadcastOperator Local => _main.Local;

    /// <inheritdoc/>
    public IBroadcastOperator To(params ReadOnlySpan<string> rooms) => _main.To(rooms);

    /// <inheritdoc/>
    public IBroadcastOperator In(params ReadOnlySpan<string> rooms) => _main.To(rooms);

    /// <inheritdoc/>
    public IBroadcastOperator Except(params ReadOnlySpan<string> rooms) => _main.Except(rooms);

    /// <inheritdoc/>
    public IBroadcastOperator Compress(bool compress) => _main.Compress(compress);

    /// <inheritdoc/>
    public IBroadcastOperator Timeout(TimeSpan timeout) => _main.Timeout(timeout);

    /// <inheritdoc/>
    public Task<int> CountAsync(CancellationToken cancellationToken = default) => _main.CountAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName) => _main.EmitWithAckAsync<T>(eventName);

    /// <inheritdoc/>
    [OverloadResolutionPriority(1)]
    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName, object? argument) => _main.EmitWithAckAsync<T>(eventName, argument);

    /// <inheritdoc/>
    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName, params ReadOnlySpan<object?> arguments) =>
        _main.EmitWithAckAsync<T>(eventName, arguments);

    /// <inheritdoc/>
    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        _main.EmitWithAckAsync<T>(eventName, arguments, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName) => _main.EmitWithAckAsync(eventName);

    /// <inheritdoc/>
    [OverloadResolutionPriority(1)]
    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName, object? argument) =>
        _main.EmitWithAckAsync(eventName, argument);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName, params ReadOnlySpan<object?> arguments) =>
        _main.EmitWithAckAsync(eventName, arguments);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        _main.EmitWithAckAsync(eventName, arguments, cancellationToken);

    /// <inheritdoc/>
    public Task<SocketQuery> FetchSocketsAsync(CancellationToken cancellationToken = default) => _main.FetchSocketsAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask SocketsJoin(params ReadOnlySpan<string> rooms) => _main.SocketsJoin(rooms);

    /// <inheritdoc/>
    public ValueTask SocketsLeave(params ReadOnlySpan<string> rooms) => _main.SocketsLeave(rooms);

    /// <inheritdoc/>
    public ValueTask DisconnectSockets(bool close = false) => _main.DisconnectSockets(close);

    /// <inheritdoc/>
    public INamespace OnServerSideEmit(string eventName, Delegate handler) => _main.OnServerSideEmit(eventName, handler);

    /// <inheritdoc/>
    public void ServerSideEmit(string eventName) => _main.ServerSideEmit(eventName);

    /// <inheritdoc/>
    [OverloadResolutionPriority(1)]
    public void ServerSideEmit(string eventName, object? argument) => _main.ServerSideEmit(eventName, argument);

    /// <inheritdoc/>
    public void ServerSideEmit(string eventName, params ReadOnlySpan<object?> arguments) => _main.ServerSideEmit(eventName, arguments);

    /// <inheritdoc/>
    public Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName) => _main.ServerSideEmitWithAckAsync<T>(eventName);

    /// <inheritdoc/>
    [OverloadResolutionPriority(1)]
    public Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName, object? argument) =>
        _main.ServerSideEmitWithAckAsync<T>(eventName, argument);

    /// <inheritdoc/>
    public Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName, params ReadOnlySpan<object?> arguments) =>
        _main.ServerSideEmitWithAckAsync<T>(eventName, arguments);

    /// <inheritdoc/>
    public Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        _main.ServerSideEmitWithAckAsync<T>(eventName, arguments, cancellationToken);
}
