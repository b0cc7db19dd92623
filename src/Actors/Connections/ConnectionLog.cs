using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Actors.Connections;

internal static partial class ConnectionLog
{
    /// <summary>Clients come and go; one that was closed for what it did to the server is worth knowing.</summary>
    public static void SessionClosed(this ILogger logger, string connectionId, CloseReason reason)
    {
        var isOddity = reason.Name is CloseReason.ClientTooSlow or CloseReason.InboundOverflow or CloseReason.ParseError
            || reason.Description == CloseReason.MaxPayloadExceeded;
        logger.SessionClosed(isOddity ? LogLevel.Information : LogLevel.Debug, connectionId, reason);
    }

    [LoggerMessage(EventId = 1, Message = "Session {ConnectionId} closed: {Reason}", EventName = nameof(SessionClosed))]
    private static partial void SessionClosed(this ILogger logger, LogLevel level, string connectionId, CloseReason reason);

    [LoggerMessage(2, LogLevel.Error, "The handler of session {ConnectionId} failed", EventName = nameof(HandlerFailed))]
    public static partial void HandlerFailed(this ILogger logger, Exception exception, string connectionId);
}
