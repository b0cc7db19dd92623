namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>A namespace is the operator for all its sockets.</summary>
internal sealed partial class Namespace
{
    public IBroadcastOperator Volatile => _everybody.Volatile;

    public IBroadcastOperator Local => _everybody.Local;

    public IBroadcastOperator To(params ReadOnlySpan<string> rooms) => _everybody.To(rooms);

    public IBroadcastOperator In(params ReadOnlySpan<string> rooms) => _everybody.To(rooms);

    public IBroadcastOperator Except(params ReadOnlySpan<string> rooms) => _everybody.Except(rooms);

    public IBroadcastOperator Compress(bool compress) => _everybody.Compress(compress);

    public IBroadcastOperator Timeout(TimeSpan timeout) => _everybody.Timeout(timeout);

    public Task<int> CountAsync(CancellationToken cancellationToken = default) => _everybody.CountAsync(cancellationToken);

    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName) => _everybody.EmitWithAckAsync<T>(eventName);

    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName, object? argument) => _everybody.EmitWithAckAsync<T>(eventName, argument);

    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName, params ReadOnlySpan<object?> arguments) =>
        _everybody.EmitWithAckAsync<T>(eventName, arguments);

    public Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        _everybody.EmitWithAckAsync<T>(eventName, arguments, cancellationToken);

    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName) => _everybody.EmitWithAckAsync(eventName);

    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName, object? argument) =>
        _everybody.EmitWithAckAsync(eventName, argument);

    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName, params ReadOnlySpan<object?> arguments) =>
        _everybody.EmitWithAckAsync(eventName, arguments);

    public Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        _everybody.EmitWithAckAsync(eventName, arguments, cancellationToken);

    public Task<SocketQuery> FetchSocketsAsync(CancellationToken cancellationToken = default) => _everybody.FetchSocketsAsync(cancellationToken);

    public ValueTask SocketsJoin(params ReadOnlySpan<string> rooms) => _everybody.SocketsJoin(rooms);

    public ValueTask SocketsLeave(params ReadOnlySpan<string> rooms) => _everybody.SocketsLeave(rooms);

    public ValueTask DisconnectSockets(bool close = false) => _everybody.DisconnectSockets(close);
}
