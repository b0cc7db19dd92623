using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AkkaSocketIo.Actors;

/// <summary>Loggers by what they are about, in the categories that the reference server has; that of sockets is the node's own.</summary>
internal sealed class SocketIoLogs(ILoggerFactory loggers)
{
    public static readonly SocketIoLogs None = new(NullLoggerFactory.Instance);

    public ILogger Client { get; } = loggers.CreateLogger("socket.io:client");

    public ILogger Namespace { get; } = loggers.CreateLogger("socket.io:namespace");

    public ILogger ParentNamespace { get; } = loggers.CreateLogger("socket.io:parent-namespace");
}
