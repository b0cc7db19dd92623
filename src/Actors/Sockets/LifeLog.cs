using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>The ordinary life of sockets and namespaces, for who debugs it.</summary>
internal static partial class LifeLog
{
    public static void RoomsJoined(this ILogger logger, string socketId, ReadOnlySpan<string> rooms)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            logger.RoomsJoined(socketId, SocketLog.Harmless(string.Join(", ", rooms!)));
        }
    }

    public static void RoomsLeft(this ILogger logger, string socketId, ReadOnlySpan<string> rooms)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            logger.RoomsLeft(socketId, SocketLog.Harmless(string.Join(", ", rooms!)));
        }
    }

    [LoggerMessage(40, LogLevel.Debug, "Connection {ConnectionId} asked for {Namespace}, which there is not", EventName = nameof(NamespaceUnknown))]
    public static partial void NamespaceUnknown(this ILogger logger, string connectionId, string @namespace);

    [LoggerMessage(41, LogLevel.Debug, "Socket {SocketId} of connection {ConnectionId} asks to join {Namespace}", EventName = nameof(SocketConnecting))]
    public static partial void SocketConnecting(this ILogger logger, string socketId, string connectionId, string @namespace);

    [LoggerMessage(42, LogLevel.Debug, "Socket {SocketId} has joined {Namespace}", EventName = nameof(SocketConnected))]
    public static partial void SocketConnected(this ILogger logger, string socketId, string @namespace);

    [LoggerMessage(43, LogLevel.Debug, "A middleware of {Namespace} refused socket {SocketId}", EventName = nameof(SocketRefused))]
    public static partial void SocketRefused(this ILogger logger, string @namespace, string socketId);

    [LoggerMessage(44, LogLevel.Debug, "Socket {SocketId} has left {Namespace}: {Reason}", EventName = nameof(SocketDisconnected))]
    public static partial void SocketDisconnected(this ILogger logger, string socketId, string @namespace, string reason);

    [LoggerMessage(45, LogLevel.Debug, "Socket {SocketId} joins {Rooms}", EventName = nameof(RoomsJoined), SkipEnabledCheck = true)]
    private static partial void RoomsJoined(this ILogger logger, string socketId, string rooms);

    [LoggerMessage(46, LogLevel.Debug, "Socket {SocketId} leaves {Rooms}", EventName = nameof(RoomsLeft), SkipEnabledCheck = true)]
    private static partial void RoomsLeft(this ILogger logger, string socketId, string rooms);

    [LoggerMessage(47, LogLevel.Debug, "The namespace {Namespace} was made, as {Pattern} allows", EventName = nameof(NamespaceCreated))]
    public static partial void NamespaceCreated(this ILogger logger, string @namespace, string pattern);
}
