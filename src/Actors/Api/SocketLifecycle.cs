using Akka.Actor;

namespace AkkaSocketIo;

/// <summary>Told to a handler actor (<c>HandleWith</c>): the socket is connected. Its events come after this.</summary>
/// <param name="Socket">The socket.</param>
public sealed record SocketConnected(ISocket Socket) : INoSerializationVerificationNeeded;

/// <summary>
/// Told to a handler actor (<c>HandleWith</c>): the socket has ended, after its last event; its rooms are still known.
/// </summary>
/// <param name="Reason">Why it ended.</param>
public sealed record SocketDisconnecting(DisconnectReason Reason) : INoSerializationVerificationNeeded
{
    /// <summary>The socket.</summary>
    public required ISocket Socket { get; init; }
}

/// <summary>
/// Told to a handler actor (<c>HandleWith</c>): the socket has ended and left its rooms. It is the last message; a socket's
/// own actor is stopped when it has handled it.
/// </summary>
/// <param name="Reason">Why it ended.</param>
public sealed record SocketDisconnected(DisconnectReason Reason) : INoSerializationVerificationNeeded
{
    /// <summary>The socket.</summary>
    public required ISocket Socket { get; init; }
}
