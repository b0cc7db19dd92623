using System.Runtime.CompilerServices;

namespace AkkaSocketIo;

/// <summary>Emits events, to one socket or to many. Safe from any thread.</summary>
public interface IEmitter
{
    /// <summary>Emits an event without arguments.</summary>
    /// <exception cref="ArgumentException">The name is reserved.</exception>
    /// <exception cref="OutboundBufferFullException">This process holds all the unsent bytes that it may.</exception>
    void Emit(string eventName);

    /// <summary>
    /// Emits an event with one argument; an array and null are one argument too. <see cref="EventArguments"/> are forwarded
    /// as they came.
    /// </summary>
    /// <inheritdoc cref="Emit(string)"/>
    [OverloadResolutionPriority(1)]
    void Emit(string eventName, object? argument);

    /// <summary>
    /// Emits an event. Arguments are written by their run-time types on the calling thread; binary values
    /// (<c>byte[]</c>, <c>ReadOnlyMemory&lt;byte&gt;</c>, at any depth) are copied.
    /// </summary>
    /// <inheritdoc cref="Emit(string)"/>
    void Emit(string eventName, params ReadOnlySpan<object?> arguments);

    /// <summary>Emits an event without arguments once there is room; see <see cref="EmitAsync(string, ReadOnlySpan{object?}, CancellationToken)"/>.</summary>
    ValueTask EmitAsync(string eventName);

    /// <summary>Emits an event with one argument once there is room; see <see cref="EmitAsync(string, ReadOnlySpan{object?}, CancellationToken)"/>.</summary>
    [OverloadResolutionPriority(1)]
    ValueTask EmitAsync(string eventName, object? argument);

    /// <summary>Emits an event once there is room; see <see cref="EmitAsync(string, ReadOnlySpan{object?}, CancellationToken)"/>.</summary>
    ValueTask EmitAsync(string eventName, params ReadOnlySpan<object?> arguments);

    /// <summary>
    /// Emits an event, but waits first while the process holds too many unsent bytes or a receiver has more than half of
    /// <c>max-buffered-bytes</c> unread: a loop of awaited emits runs as fast as its slowest receiver reads. The arguments are
    /// written before the wait.
    /// </summary>
    /// <exception cref="ArgumentException">The name is reserved.</exception>
    /// <exception cref="OperationCanceledException">The token fired; nothing was sent.</exception>
    ValueTask EmitAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken);
}
