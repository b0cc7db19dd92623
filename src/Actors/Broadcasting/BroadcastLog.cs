using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Actors.Broadcasting;

internal static partial class BroadcastLog
{
    [LoggerMessage(50, LogLevel.Error, "A handler of the rooms' events of {Namespace} failed", EventName = nameof(RoomHandlerFailed))]
    public static partial void RoomHandlerFailed(this ILogger logger, Exception exception, string @namespace);

    [LoggerMessage(51, LogLevel.Error, "The adapter of {Namespace} failed to close", EventName = nameof(AdapterNotClosed))]
    public static partial void AdapterNotClosed(this ILogger logger, Exception exception, string @namespace);

    [LoggerMessage(52, LogLevel.Error, "An event of another server for {Namespace} could not be read", EventName = nameof(ServerSideEventUnreadable))]
    public static partial void ServerSideEventUnreadable(this ILogger logger, Exception exception, string @namespace);
}
