using AkkaSocketIo.Actors.Namespaces;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>What an event passes before its handlers: the listeners to all events, then the middlewares.</summary>
internal static class EventFilter
{
    public static bool IsNeeded(Socket socket, Namespace nsp) =>
        socket.Hooks is { } hooks && (hooks.Incoming.Length > 0 || hooks.Middlewares.Length > 0) || nsp.Handlers.EventMiddlewares.Length > 0;

    /// <summary>True when the event goes on, as the context then has it. Never fails.</summary>
    public static async ValueTask<bool> RunAsync(Socket socket, Namespace nsp, EventContext context, Turn turn)
    {
        // Belongs to this method and what it calls: it is gone when the method returns.
        Turn.Current = turn;
        foreach (var listener in socket.Hooks?.Incoming ?? [])
        {
            try
            {
                await listener.InvokeAsync(context).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                nsp.Report(socket, context.Name, SocketErrorPhase.Listener, e);
            }
        }

        var own = socket.Hooks?.Middlewares ?? [];
        var middlewares = own.Length == 0 ? nsp.Handlers.EventMiddlewares : [.. nsp.Handlers.EventMiddlewares, .. own];
        try
        {
            return middlewares.Length == 0 || await AskAsync(middlewares, context).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            HandlerErrors.Report(socket, context, e, SocketErrorPhase.EventMiddleware);
            return false;
        }
    }

    private static async ValueTask<bool> AskAsync(Func<EventPacket, Func<Task>, Task>[] middlewares, EventContext context)
    {
        var packet = new EventPacket(context);
        var passed = false;
        try
        {
            await Run(0).ConfigureAwait(false);
            if (passed)
            {
                packet.Apply();
            }
        }
        finally
        {
            packet.Close();
        }

        return passed;

        Task Run(int index)
        {
            if (index == middlewares.Length)
            {
                passed = true;
                return Task.CompletedTask;
            }

            return middlewares[index](packet, () => Run(index + 1));
        }
    }
}
