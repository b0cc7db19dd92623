namespace AkkaSocketIo;

/// <summary>
/// Emits to many sockets. Modifiers change nothing: each returns a new operator, which may be kept and used from any thread.
/// A socket that is in several of the rooms gets a packet once.
/// </summary>
/// <typeparam name="TOperator">What modifiers return.</typeparam>
public interface IBroadcastEmitter<out TOperator> : IEmitter
{
    /// <summary>Only sockets in at least one of these rooms; adds to the rooms named before.</summary>
    TOperator To(params ReadOnlySpan<string> rooms);

    /// <summary>The same as <see cref="To"/>.</summary>
    TOperator In(params ReadOnlySpan<string> rooms);

    /// <summary>No socket that is in one of these rooms; the id of a socket is a room with that socket in it.</summary>
    TOperator Except(params ReadOnlySpan<string> rooms);

    /// <summary>
    /// What is emitted may be lost: a socket gets it only if nothing else waits to be sent on its connection and, by
    /// polling, a poll is there. An event is dropped with its attachments or not at all. <c>EmitAsync</c> does not wait.
    /// </summary>
    TOperator Volatile { get; }

    /// <summary>Only sockets of this server.</summary>
    TOperator Local { get; }

    /// <summary>Whether transports that compress may compress it, which is the default.</summary>
    TOperator Compress(bool compress);
}
