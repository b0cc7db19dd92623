using AkkaSocketIo.Actors.Namespaces;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>What happens when an event's handler throws: never anything to the connection.</summary>
internal static class HandlerErrors
{
    /// <param name="socket">Whose event it is.</param>
    /// <param name="context">The event.</param>
    /// <param name="exception">What was thrown.</param>
    /// <param name="where">Where, if the exception does not say it.</param>
    public static void Report(Socket socket, EventContext context, Exception exception, SocketErrorPhase where = SocketErrorPhase.Handler)
    {
        var nsp = (Namespace)socket.Namespace;
        var isMeant = exception is SocketIoException or ArgumentBindingException;
        var told = nsp.Settings.AckErrors && TryTellClient(context, exception, isMeant);
        if (isMeant && told)
        {
            nsp.Node.Log.EventRefused(SocketLog.Harmless(context.Name), socket.Id, SocketLog.Harmless(nsp.Name), exception.Message);
            return;
        }

        var (phase, cause) = exception switch
        {
            ArgumentBindingException => (SocketErrorPhase.Binding, exception),
            AckEncodingException => (SocketErrorPhase.Ack, exception.InnerException!),
            _ => (where, exception),
        };
        nsp.Report(socket, context.Name, phase, cause);
    }

    private static bool TryTellClient(EventContext context, Exception exception, bool isMeant)
    {
        try
        {
            return context.AckOrNone.TrySendError(isMeant ? exception.Message : "internal error", (exception as SocketIoException)?.ErrorData);
        }
        catch (Exception)
        {
            // The error's data is no JSON.
            return context.AckOrNone.TrySendError("internal error", null);
        }
    }
}
