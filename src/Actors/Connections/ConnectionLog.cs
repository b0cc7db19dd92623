using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Actors.Connections;

internal static partial class ConnectionLog
{
    [LoggerMessage(1, LogLevel.Debug, "Session {ConnectionId} closed: {Reason}", EventName = nameof(SessionClosed))]
    public static partial void SessionClosed(this ILogger logger, string connectionId, CloseReason reason);

    // Debug: who floods the server with handshakes must not flood the log; the metric counts them.
    [LoggerMessage(3, LogLevel.Debug, "A handshake was refused: {Reason}", EventName = nameof(HandshakeRefused))]
    public static partial void HandshakeRefused(this ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Error, "The message handler of session {ConnectionId} failed", EventName = nameof(HandlerFailed))]
    public static partial void HandlerFailed(this ILogger logger, Exception exception, string connectionId);
}
