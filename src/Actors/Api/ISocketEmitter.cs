using System.Runtime.CompilerServices;

namespace AkkaSocketIo;

/// <summary>
/// Emits to one socket. Safe from any thread; what one thread emits arrives in the order in which it was emitted. What is
/// emitted to a socket that has ended is dropped; with recovery, only once its client is not expected back any more.
/// </summary>
public interface ISocketEmitter : IEmitter
{
    /// <summary>
    /// An emitter whose events may be lost: one is sent only if nothing else waits to be sent on the connection and, by
    /// polling, a poll is there. It is dropped with its attachments or not at all. <c>EmitAsync</c> does not wait.
    /// </summary>
    ISocketEmitter Volatile { get; }

    /// <summary>An emitter that says whether a transport that compresses may compress events, which is the default.</summary>
    ISocketEmitter Compress(bool compress);

    /// <summary>An emitter whose awaited acks have this time; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> waits for ever.</summary>
    ISocketEmitter Timeout(TimeSpan timeout);

    /// <summary>
    /// Emits an event and waits for the client's acknowledgement; the result is the first of its arguments. A handler
    /// that calls this gives up its turn: the socket's next event may start before it goes on.
    /// </summary>
    /// <exception cref="AckTimeoutException">No acknowledgement came in time (<c>ack-timeout</c>, or <see cref="Timeout"/>).</exception>
    /// <exception cref="SocketDisconnectedException">The socket has ended, or ends while waiting.</exception>
    /// <exception cref="ArgumentException">The name is reserved.</exception>
    /// <exception cref="OutboundBufferFullException">This process holds all the unsent bytes that it may.</exception>
    /// <exception cref="InvalidOperationException">The socket has <c>max-pending-acks</c> unanswered events already.</exception>
    /// <exception cref="System.Text.Json.JsonException">The acknowledgement is no <typeparamref name="T"/>.</exception>
    Task<T> EmitWithAckAsync<T>(string eventName);

    /// <inheritdoc cref="EmitWithAckAsync{T}(string)"/>
    [OverloadResolutionPriority(1)]
    Task<T> EmitWithAckAsync<T>(string eventName, object? argument);

    /// <inheritdoc cref="EmitWithAckAsync{T}(string)"/>
    Task<T> EmitWithAckAsync<T>(string eventName, params ReadOnlySpan<object?> arguments);

    /// <inheritdoc cref="EmitWithAckAsync{T}(string)"/>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    Task<T> EmitWithAckAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken);

    /// <summary>The same, with all arguments of the acknowledgement.</summary>
    /// <inheritdoc cref="EmitWithAckAsync{T}(string)"/>
    Task<EventArguments> EmitWithAckAsync(string eventName);

    /// <inheritdoc cref="EmitWithAckAsync(string)"/>
    [OverloadResolutionPriority(1)]
    Task<EventArguments> EmitWithAckAsync(string eventName, object? argument);

    /// <inheritdoc cref="EmitWithAckAsync(string)"/>
    Task<EventArguments> EmitWithAckAsync(string eventName, params ReadOnlySpan<object?> arguments);

    /// <inheritdoc cref="EmitWithAckAsync(string)"/>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    Task<EventArguments> EmitWithAckAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken);
}
