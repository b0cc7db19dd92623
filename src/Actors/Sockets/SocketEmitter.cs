namespace AkkaSocketIo.Actors.Sockets;

/// <summary>The many ways to say the three things that a socket's emitter does.</summary>
internal abstract class SocketEmitter : ISocketEmitter
{
    public abstract ISocketEmitter Timeout(TimeSpan timeout);

    public void Emit(string eventName) => EmitCore(eventName, []);

    public void Emit(string eventName, object? argument) => EmitCore(eventName, [argument]);

    public void Emit(string eventName, params ReadOnlySpan<object?> arguments) => EmitCore(eventName, arguments);

    public ValueTask EmitAsync(string eventName) => EmitCoreAsync(eventName, [], default);

    public ValueTask EmitAsync(string eventName, object? argument) => EmitCoreAsync(eventName, [argument], default);

    public ValueTask EmitAsync(string eventName, params ReadOnlySpan<object?> arguments) => EmitCoreAsync(eventName, arguments, default);

    public ValueTask EmitAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        EmitCoreAsync(eventName, arguments, cancellationToken);

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

    protected abstract void EmitCore(string eventName, ReadOnlySpan<object?> arguments);

    protected abstract ValueTask EmitCoreAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken);

    protected abstract Task<T> AskCoreAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken);
}
