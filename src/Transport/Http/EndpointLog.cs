using System.Net;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Transport.Http;

internal static partial class EndpointLog
{
    [LoggerMessage(EventId = 10, EventName = nameof(RequestRefused), Message = "A request from {RemoteAddress} was refused: {ErrorType}")]
    public static partial void RequestRefused(this ILogger logger, LogLevel level, IPAddress? remoteAddress, string errorType);

    [LoggerMessage(EventId = 15, Level = LogLevel.Error, EventName = nameof(HookFailed), Message = "A handler of {Hook} failed")]
    public static partial void HookFailed(this ILogger logger, Exception exception, string hook);

    [LoggerMessage(EventId = 13, Level = LogLevel.Error, EventName = nameof(MiddlewareFailed), Message = "A middleware of the engine failed")]
    public static partial void MiddlewareFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 14, Level = LogLevel.Error, EventName = nameof(IdGenerationFailed), Message = "A handshake was refused: GenerateId gave no id that can be used")]
    public static partial void IdGenerationFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 11, Level = LogLevel.Warning, EventName = nameof(ForwardedHeadersUnused), Message =
        "The proxy at {RemoteAddress} sends X-Forwarded-For, but nothing reads it: all of its clients have the proxy's address. "
        + "Set ASPNETCORE_FORWARDEDHEADERS_ENABLED=true, or call UseForwardedHeaders with the proxy among KnownProxies.")]
    public static partial void ForwardedHeadersUnused(this ILogger logger, IPAddress? remoteAddress);

    [LoggerMessage(EventId = 12, Level = LogLevel.Warning, EventName = nameof(ClientFilesMissing), Message =
        "{File} was asked for and is not there: the npm package socket.io-client is not in {Folder}. Build the server again with Node.js "
        + "and npm installed, or put the package there yourself (npm pack socket.io-client). serve-client = off serves none.")]
    public static partial void ClientFilesMissing(this ILogger logger, string file, string folder);
}
