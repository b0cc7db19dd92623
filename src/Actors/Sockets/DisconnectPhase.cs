using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Sockets.Receivers;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>The end of a socket: <c>disconnecting</c> with its rooms, then it leaves them, then <c>disconnect</c>.</summary>
internal static class DisconnectPhase
{
    public static async Task RunAsync(Socket socket, Namespace nsp, EventReceiver? receiver, DisconnectReason reason)
    {
        using var scope = SocketScope.Begin(socket);
        foreach (var handler in nsp.Handlers.Disconnecting)
        {
            await RunAsync(socket, nsp, () => handler(socket, reason)).ConfigureAwait(false);
        }

        foreach (var handler in socket.DisconnectHandlers?.Before ?? [])
        {
            await RunAsync(socket, nsp, () => handler(reason)).ConfigureAwait(false);
        }

        if (receiver is not null)
        {
            await RunAsync(socket, nsp, () => receiver.FinishAsync(new SocketDisconnecting(reason) { Socket = socket })).ConfigureAwait(false);
        }

        socket.ForgetRooms();
        foreach (var handler in nsp.Handlers.Disconnect)
        {
            await RunAsync(socket, nsp, () => handler(socket, reason)).ConfigureAwait(false);
        }

        foreach (var handler in socket.DisconnectHandlers?.After ?? [])
        {
            await RunAsync(socket, nsp, () => handler(reason)).ConfigureAwait(false);
        }

        if (receiver is not null)
        {
            await RunAsync(socket, nsp, () => receiver.FinishAsync(new SocketDisconnected(reason) { Socket = socket })).ConfigureAwait(false);
        }
    }

    private static async ValueTask RunAsync(Socket socket, Namespace nsp, Func<Task> handler)
    {
        try
        {
            await handler().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            nsp.Report(socket, null, SocketErrorPhase.Disconnect, e);
        }
    }
}
