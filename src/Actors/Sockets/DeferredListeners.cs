using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>
/// While a log numbers and sends an event, listeners to what goes out have to wait: one that emits in turn would have its own
/// event numbered and sent in the middle of this one. They hear of it when the log's lock is free again, on the same thread.
/// </summary>
internal static class DeferredListeners
{
    [ThreadStatic]
    private static int t_depth;

    [ThreadStatic]
    private static List<(Socket Socket, EncodedPacket Packet)>? t_waiting;

    public static void Begin() => t_depth++;

    /// <summary>False: they need not wait.</summary>
    public static bool TryDefer(Socket socket, EncodedPacket packet)
    {
        if (t_depth > 0)
        {
            (t_waiting ??= []).Add((socket, packet));
        }

        return t_depth > 0;
    }

    /// <summary>Tells all that wait: <see cref="Socket.TellListeners"/> does not throw.</summary>
    public static void End()
    {
        if (--t_depth == 0 && t_waiting is { } waiting)
        {
            t_waiting = null;
            foreach (var (socket, packet) in waiting)
            {
                socket.TellListeners(packet);
            }
        }
    }
}
