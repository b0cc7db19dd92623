namespace AkkaSocketIo;

/// <summary>
/// Emits to the sockets of a namespace, or to those of some of its rooms. Immutable: every modifier returns a new operator,
/// which may be kept and used from any thread. A socket that is in several of the rooms gets a packet once.
/// </summary>
public interface IBroadcastOperator : IEmitter
{
    /// <summary>Only sockets in at least one of these rooms; adds to the rooms named before.</summary>
    IBroadcastOperator To(params ReadOnlySpan<string> rooms);

    /// <summary>The same as <see cref="To"/>.</summary>
    IBroadcastOperator In(params ReadOnlySpan<string> rooms);

    /// <summary>No socket that is in one of these rooms; the id of a socket is a room with that socket in it.</summary>
    IBroadcastOperator Except(params ReadOnlySpan<string> rooms);

    /// <summary>How many sockets this would reach now.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken = default);
}
