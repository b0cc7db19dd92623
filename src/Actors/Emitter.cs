namespace AkkaSocketIo.Actors;

/// <summary>The many ways to say the two things that an emitter does, to one socket or to many.</summary>
internal abstract class Emitter
{
    public void Emit(string eventName) => EmitCore(eventName, []);

    public void Emit(string eventName, object? argument) => EmitCore(eventName, [argument]);

    public void Emit(string eventName, params ReadOnlySpan<object?> arguments) => EmitCore(eventName, arguments);

    public ValueTask EmitAsync(string eventName) => EmitCoreAsync(eventName, [], default);

    public ValueTask EmitAsync(string eventName, object? argument) => EmitCoreAsync(eventName, [argument], default);

    public ValueTask EmitAsync(string eventName, params ReadOnlySpan<object?> arguments) => EmitCoreAsync(eventName, arguments, default);

    public ValueTask EmitAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        EmitCoreAsync(eventName, arguments, cancellationToken);

    protected abstract void EmitCore(string eventName, ReadOnlySpan<object?> arguments);

    protected abstract ValueTask EmitCoreAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken);
}
