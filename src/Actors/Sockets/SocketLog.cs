using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Actors.Sockets;

internal static partial class SocketLog
{
    private const int LongestText = 200;

    /// <summary>Logs once: a client's mistake as a warning, anything else as an error of the application's or ours.</summary>
    public static void SocketFailed(this ILogger logger, SocketError error)
    {
        // Of an event without a handler the client made up the name.
        var name = error.Event is null ? null : Harmless(error.Event);
        if (error.Phase == SocketErrorPhase.Binding)
        {
            // Without the exception: a client must not be able to fill the log with stack traces.
            var reason = error.Exception.InnerException is { } inner ? $"{error.Exception.Message}: {inner.Message}" : error.Exception.Message;
            logger.ArgumentsDoNotFit(name, error.Socket?.Id ?? "(none: another server)", Harmless(error.Namespace.Name), Harmless(reason));
        }
        else
        {
            logger.SocketHandlerFailed(error.Exception, error.Phase, name, error.Socket?.Id ?? "(none: another server)", Harmless(error.Namespace.Name));
        }
    }

    /// <summary>What a client wrote, so that it can do no harm in a log: escaped, and not at any length.</summary>
    public static string Harmless(string text)
    {
        var shown = text.Length <= LongestText ? text : text[..LongestText] + "…";
        return string.Concat(shown.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()));
    }

    [LoggerMessage(20, LogLevel.Error, "{Phase}: a handler failed (event {Event}, socket {SocketId}, namespace {Namespace})", EventName = nameof(SocketHandlerFailed))]
    private static partial void SocketHandlerFailed(this ILogger logger, Exception exception, SocketErrorPhase phase, string? @event, string socketId, string @namespace);

    [LoggerMessage(21, LogLevel.Warning, "Event {Event} of socket {SocketId} in {Namespace} does not fit its handler: {Reason}", EventName = nameof(ArgumentsDoNotFit))]
    private static partial void ArgumentsDoNotFit(this ILogger logger, string? @event, string socketId, string @namespace, string reason);

    [LoggerMessage(22, LogLevel.Debug, "Event {Event} of socket {SocketId} in {Namespace} was refused: {Reason}", EventName = nameof(EventRefused))]
    public static partial void EventRefused(this ILogger logger, string @event, string socketId, string @namespace, string reason);

    [LoggerMessage(23, LogLevel.Error, "A handler of OnError of {Namespace} failed", EventName = nameof(ErrorHandlerFailed))]
    public static partial void ErrorHandlerFailed(this ILogger logger, Exception exception, string @namespace);

    [LoggerMessage(24, LogLevel.Warning, "{Count} events of socket {SocketId} in {Namespace} are dropped: its handlers had not ended within close-timeout", EventName = nameof(EventsDropped))]
    public static partial void EventsDropped(this ILogger logger, int count, string socketId, string @namespace);

    [LoggerMessage(25, LogLevel.Warning, "The disconnect handlers of socket {SocketId} in {Namespace} had not ended within close-timeout", EventName = nameof(DisconnectHandlersHang))]
    public static partial void DisconnectHandlersHang(this ILogger logger, string socketId, string @namespace);

    [LoggerMessage(26, LogLevel.Information, "Connection {ConnectionId} is closed for what it sent: {Reason}", EventName = nameof(ProtocolViolated))]
    public static partial void ProtocolViolated(this ILogger logger, string connectionId, string reason);

    [LoggerMessage(28, LogLevel.Warning, "The pattern {Pattern} timed out over the name of a namespace that a client asked for", EventName = nameof(PatternTimedOut))]
    public static partial void PatternTimedOut(this ILogger logger, string pattern);

    [LoggerMessage(32, LogLevel.Error, "Whether there is a namespace {Namespace} could not be told; the client is refused", EventName = nameof(NamespaceQuestionFailed))]
    public static partial void NamespaceQuestionFailed(this ILogger logger, Exception exception, string @namespace);

    [LoggerMessage(33, LogLevel.Error, "A handler of OnNewNamespace failed for {Namespace}", EventName = nameof(NewNamespaceHandlerFailed))]
    public static partial void NewNamespaceHandlerFailed(this ILogger logger, Exception exception, string @namespace);

    [LoggerMessage(37, LogLevel.Error, "The namespace {Namespace} could not be made; the client is refused", EventName = nameof(NamespaceNotMade))]
    public static partial void NamespaceNotMade(this ILogger logger, Exception exception, string @namespace);

    [LoggerMessage(29, LogLevel.Error, "The parser failed on a message of connection {ConnectionId}: what it refuses it says by a PacketException", EventName = nameof(ParserFailed))]
    public static partial void ParserFailed(this ILogger logger, Exception exception, string connectionId);

    [LoggerMessage(53, LogLevel.Warning, "Event {Event} of socket {SocketId} in {Namespace} counts as handled: {Receiver} has not said Done within handler-timeout", EventName = nameof(EventNotDone))]
    public static partial void EventNotDone(this ILogger logger, string @event, string socketId, string @namespace, string receiver);

    [LoggerMessage(54, LogLevel.Error, "A handler of OnSessionExpired failed (socket {SocketId}, namespace {Namespace})", EventName = nameof(ExpiryHandlerFailed))]
    public static partial void ExpiryHandlerFailed(this ILogger logger, Exception exception, string socketId, string @namespace);

    [LoggerMessage(36, LogLevel.Error, "{Method} of the adapter of {Namespace} failed for socket {SocketId}, which ends all the same", EventName = nameof(AdapterFailed))]
    public static partial void AdapterFailed(this ILogger logger, Exception exception, string method, string socketId, string @namespace);

    [LoggerMessage(27, LogLevel.Error, "The actor of socket {SocketId} in {Namespace} has failed; the socket is disconnected", EventName = nameof(SocketActorFailed))]
    public static partial void SocketActorFailed(this ILogger logger, string socketId, string @namespace);
}
