using System.Runtime.CompilerServices;

namespace AkkaSocketIo;

/// <summary>
/// A namespace: sockets that share handlers and rooms. Handlers may be registered at any time and from any thread; they
/// serve the sockets that connect from then on, and those of events also the sockets that are there.
/// </summary>
public interface INamespace : IBroadcastOperator, IHandlerRegistry<INamespace>
{
    /// <summary>The name, with its slash.</summary>
    string Name { get; }

    /// <summary>
    /// What the name has in the places that its pattern names: <c>id</c> is <c>5</c> in <c>/tenant/5</c> of
    /// <c>/tenant/{id}</c>. So have named groups of a regular expression. Empty if it comes from no such pattern. Handlers
    /// get these values as parameters with <c>[FromRoute]</c>.
    /// </summary>
    IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>The connected sockets of this process, as they are now: a copy.</summary>
    IReadOnlyCollection<ISocket> Sockets { get; }

    /// <summary>The connected socket of this process with this id; null if there is none.</summary>
    ISocket? Find(string id);

    /// <summary>The rooms, and what happens to them.</summary>
    IRooms Rooms { get; }

    /// <summary>
    /// Handles an event that another server emits with <see cref="ServerSideEmit(string, ReadOnlySpan{object?})"/>. Parameters are filled as in
    /// <see cref="ISocket.On(string, Delegate)"/>, but there is no socket. What the handler returns, also by a task, is the
    /// acknowledgement. Handlers of different events, and of the same one, can run at the same time.
    /// </summary>
    /// <exception cref="ArgumentException">The name is reserved, or a parameter cannot be filled.</exception>
    INamespace OnServerSideEmit(string eventName, Delegate handler);

    /// <summary>Emits an event to this namespace on the other servers, and not on this one. Does nothing where there are none.</summary>
    /// <exception cref="ArgumentException">The name is <c>connect</c>, <c>connection</c> or <c>new_namespace</c>.</exception>
    void ServerSideEmit(string eventName);

    /// <inheritdoc cref="ServerSideEmit(string)"/>
    [OverloadResolutionPriority(1)]
    void ServerSideEmit(string eventName, object? argument);

    /// <inheritdoc cref="ServerSideEmit(string)"/>
    void ServerSideEmit(string eventName, params ReadOnlySpan<object?> arguments);

    /// <summary>
    /// Emits an event to the other servers and waits for the answer of each, <c>ack-timeout</c> at most: the first argument of
    /// each, in the order in which they came. No other servers: an empty list at once.
    /// </summary>
    /// <exception cref="AckTimeoutException">Not all answered in time. It has the answers that came, and names who is missing.</exception>
    /// <exception cref="ArgumentException">The name is <c>connect</c>, <c>connection</c> or <c>new_namespace</c>.</exception>
    /// <exception cref="System.Text.Json.JsonException">An answer is no <typeparamref name="T"/>; told when all have answered.</exception>
    Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName);

    /// <inheritdoc cref="ServerSideEmitWithAckAsync{T}(string)"/>
    [OverloadResolutionPriority(1)]
    Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName, object? argument);

    /// <inheritdoc cref="ServerSideEmitWithAckAsync{T}(string)"/>
    Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName, params ReadOnlySpan<object?> arguments);

    /// <inheritdoc cref="ServerSideEmitWithAckAsync{T}(string)"/>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken);
}
