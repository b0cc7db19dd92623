using Akka.Event;

namespace AkkaSocketIo.Transport.Streams;

/// <summary>A WebSocket's graph runs: the first transport of a session, or one that wants to be upgraded to.</summary>
internal sealed record TransportOpened(WebSocketLink Link) : IDeadLetterSuppression;

/// <summary>A WebSocket will bring no more packets.</summary>
internal sealed record TransportClosed(WebSocketLink Link, CloseReason Reason) : IDeadLetterSuppression;

/// <summary>A WebSocket that was full has room again.</summary>
internal sealed record TransportDrained(WebSocketLink Link) : IDeadLetterSuppression;

/// <summary>Close the session, from whatever thread; packets told before it are sent first unless it discards.</summary>
internal sealed record CloseSession(CloseReason Reason, bool Discard = false) : IDeadLetterSuppression;

/// <summary>The scan of the node found a deadline of this session passed.</summary>
internal sealed class Tick : IDeadLetterSuppression
{
    public static readonly Tick Instance = new();
}
