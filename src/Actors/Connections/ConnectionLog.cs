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

    [LoggerMessage(3, LogLevel.Debug, "Session {ConnectionId} opened by {Transport}, protocol revision {Revision}", EventName = nameof(SessionOpened))]
    public static partial void SessionOpened(this ILogger logger, string connectionId, string transport, int revision);

    [LoggerMessage(4, LogLevel.Debug, "Session {ConnectionId} probes a WebSocket", EventName = nameof(UpgradeStarted))]
    public static partial void UpgradeStarted(this ILogger logger, string connectionId);

    [LoggerMessage(5, LogLevel.Debug, "Session {ConnectionId} has upgraded to its WebSocket", EventName = nameof(Upgraded))]
    public static partial void Upgraded(this ILogger logger, string connectionId);

    [LoggerMessage(6, LogLevel.Debug, "Session {ConnectionId} stays with polling: its upgrade was given up", EventName = nameof(UpgradeAborted))]
    public static partial void UpgradeAborted(this ILogger logger, string connectionId);

    [LoggerMessage(7, LogLevel.Information, "Session {ConnectionId} is closed: it sent more than max-events-per-second", EventName = nameof(TooManyMessages))]
    public static partial void TooManyMessages(this ILogger logger, string connectionId);
}
