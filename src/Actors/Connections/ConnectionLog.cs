using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Actors.Connections;

internal static partial class ConnectionLog
{
    [LoggerMessage(1, LogLevel.Debug, "Session {ConnectionId} closed: {Reason}", EventName = nameof(SessionClosed))]
    public static partial void SessionClosed(this ILogger logger, string connectionId, CloseReason reason);

    [LoggerMessage(2, LogLevel.Error, "The message handler of session {ConnectionId} failed", EventName = nameof(HandlerFailed))]
    public static partial void HandlerFailed(this ILogger logger, Exception exception, string connectionId);
}
