using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport;

namespace AkkaSocketIo.Server.Tests.SocketIo.Wire;

/// <summary>What only the server itself can see.</summary>
internal static class Inside
{
    /// <summary>Nothing waits to be sent to the client and, by polling, its poll is there.</summary>
    public static Task IdleAsync(this ISocket socket) =>
        UntilAsync(socket, session => session.Outbound.Bytes == 0 && (session.TransportKind != TransportKind.Polling || session.HasPoll));

    /// <summary>Nothing waits to be sent to the client.</summary>
    public static Task WrittenAsync(this ISocket socket) => UntilAsync(socket, session => session.Outbound.Bytes == 0);

    private static async Task UntilAsync(ISocket socket, Func<EngineSession, bool> condition)
    {
        var session = ((Socket)socket).Session;
        using var patience = new CancellationTokenSource(IoServer.Patience);
        while (!condition(session))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>How many acknowledgements are awaited of the client.</summary>
    public static int OwedAcks(this ISocket socket) => ((Socket)socket).Acks?.Count ?? 0;

    /// <summary>How many rooms the socket's namespace holds, but for each socket's own.</summary>
    public static int RoomCount(this ISocket socket) => ((Namespace)socket.Namespace).LocalRooms.RoomCount;

    /// <summary>Whether there is a namespace of this name; asking by <c>Of</c> would make it.</summary>
    public static bool HasNamespace(this IoServer server, string name) => ((Namespace)server.Io.Of("/")).Node.Namespaces.Contains(name);

    /// <summary>Waits until a namespace has been removed, which is after its last socket has ended.</summary>
    public static async Task NamespaceIsGoneAsync(this IoServer server, string name)
    {
        using var patience = new CancellationTokenSource(IoServer.Patience);
        while (server.HasNamespace(name))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Waits until the actors of all sockets of a namespace have stopped.</summary>
    public static Task NobodyIsLeftAsync(this IoServer server, string name) => server.UsersAreAsync(name, 0);

    /// <summary>Waits until a namespace has so many sockets, those that are connecting or ending included.</summary>
    public static async Task UsersAreAsync(this IoServer server, string name, int count)
    {
        using var patience = new CancellationTokenSource(IoServer.Patience);
        while (((Namespace)server.Io.Of(name)).Users != count)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
