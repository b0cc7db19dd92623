using System.Runtime.CompilerServices;

namespace AkkaSocketIo;

/// <summary>
/// Emits to the sockets of a namespace, or to those of some of its rooms, on all servers; asks them, and acts on them.
/// </summary>
public interface IBroadcastOperator : IBroadcastEmitter<IBroadcastOperator>
{
    /// <summary>An operator whose awaited acks have this time; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> waits for ever.</summary>
    IBroadcastOperator Timeout(TimeSpan timeout);

    /// <summary>
    /// Emits an event and waits until all who got it have acknowledged it: the first argument of each, in the order in which
    /// they came. Nobody there: an empty list at once. A client that leaves without an answer is not waited for, and the call fails
    /// when the others have answered. A handler that calls this gives up its turn: the socket's next event may start
    /// before it goes on.
    /// </summary>
    /// <exception cref="AckTimeoutException">
    /// Not all answered in time (<c>ack-timeout</c>, or <see cref="Timeout"/>). It has the answers that came, and names who is missing.
    /// </exception>
    /// <exception cref="SocketDisconnectedException">
    /// All others answered, but a client left. It has their answers, and names who left. A client that owed <c>max-pending-acks</c>
    /// answers already was not asked: it is named here too, and is still there. If it is the first to be named, the reason is
    /// <c>limit exceeded</c>.
    /// </exception>
    /// <exception cref="ArgumentException">The name is reserved.</exception>
    /// <exception cref="OutboundBufferFullException">This process holds all the unsent bytes that it may.</exception>
    /// <exception cref="System.Text.Json.JsonException">An acknowledgement is no <typeparamref name="T"/>; told when all have answered.</exception>
    Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName);

    /// <inheritdoc cref="EmitWithAckAsync{T}(string)"/>
    [OverloadResolutionPriority(1)]
    Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName, object? argument);

    /// <inheritdoc cref="EmitWithAckAsync{T}(string)"/>
    Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName, params ReadOnlySpan<object?> arguments);

    /// <inheritdoc cref="EmitWithAckAsync{T}(string)"/>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    Task<IReadOnlyList<T>> EmitWithAckAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken);

    /// <summary>The same, with all arguments of each acknowledgement.</summary>
    /// <inheritdoc cref="EmitWithAckAsync{T}(string)"/>
    Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName);

    /// <inheritdoc cref="EmitWithAckAsync(string)"/>
    [OverloadResolutionPriority(1)]
    Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName, object? argument);

    /// <inheritdoc cref="EmitWithAckAsync(string)"/>
    Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName, params ReadOnlySpan<object?> arguments);

    /// <inheritdoc cref="EmitWithAckAsync(string)"/>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    Task<IReadOnlyList<EventArguments>> EmitWithAckAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken);

    /// <summary>How many sockets this would reach now.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>The sockets that this would reach now.</summary>
    Task<SocketQuery> FetchSocketsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// All these sockets join rooms. For those of this server in force when the call returns, for others when its task completes.
    /// </summary>
    ValueTask SocketsJoin(params ReadOnlySpan<string> rooms);

    /// <summary>All these sockets leave rooms; see <see cref="SocketsJoin"/>.</summary>
    ValueTask SocketsLeave(params ReadOnlySpan<string> rooms);

    /// <summary>Ends all these sockets, as <see cref="IRemoteSocket.Disconnect"/> does with one.</summary>
    ValueTask DisconnectSockets(bool close = false);
}
