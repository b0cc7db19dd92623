using System.Net.WebSockets;

namespace AkkaSocketIo.Transport.Streams;

/// <summary>Ends a transport's graph with the reason that the session is to be closed with.</summary>
internal sealed class TransportException(CloseReason reason, WebSocketCloseStatus status) : Exception(reason.ToString())
{
    public CloseReason Reason { get; } = reason;

    public WebSocketCloseStatus Status { get; } = status;
}
