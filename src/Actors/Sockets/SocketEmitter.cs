namespace AkkaSocketIo.Actors.Sockets;

/// <summary>The many ways to ask one socket.</summary>
internal abstract class SocketEmitter : Emitter, ISocketEmitter
{
    public abstract ISocketEmitter Volatile { get; }

    public abstract ISocketEmitter Compress(bool compress);

    public abstract ISocketEmitter Timeout(TimeSpan timeout);

    public Task<T> EmitWithAckAsync<T>(string eventName) => AskCoreAsync<T>(eventName, [], default);

    public Task<T> EmitWithAckAsync<T>(string eventName, object? argument) => AskCoreAsync<T>(eventName, [argument], default);

    public Task<T> EmitWithAckAsync<T>(string eventName, params ReadOnlySpan<object?> arguments) => AskCoreAsync<T>(eventName, arguments, default);

    public Task<T> EmitWithAckAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        AskCoreAsync<T>(eventName, arguments, cancellationToken);

    public Task<EventArguments> EmitWithAckAsync(string eventName) => AskCoreAsync<EventArguments>(eventName, [], default);

    public Task<EventArguments> EmitWithAckAsync(string eventName, object? argument) => AskCoreAsync<EventArguments>(eventName, [argument], default);

    public Task<EventArguments> EmitWithAckAsync(string eventName, params ReadOnlySpan<object?> arguments) =>
        AskCoreAsync<EventArguments>(eventName, arguments, default);

    public Task<EventArguments> EmitWithAckAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        AskCoreAsync<EventArguments>(eventName, arguments, cancellationToken);

    protected abstract Task<T> AskCoreAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken);
}
