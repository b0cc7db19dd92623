using AkkaSocketIo.Actors.Namespaces;

namespace AkkaSocketIo.Server.Tests.SocketIo.Wire;

/// <summary>What only the server itself can see.</summary>
internal static class Inside
{
    /// <summary>How many rooms the socket's namespace holds, but for each socket's own.</summary>
    public static int RoomCount(this ISocket socket) => ((Namespace)socket.Namespace).LocalRooms.RoomCount;
}
