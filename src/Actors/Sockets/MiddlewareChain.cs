using Akka.Actor;
using Akka.Event;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>Asks the middlewares of a namespace, one after the other, whether a socket may connect.</summary>
internal static class MiddlewareChain
{
    /// <summary>To the socket's actor: it may not; the packet says why.</summary>
    public sealed record Refused(EncodedPacket Packet) : IDeadLetterSuppression;

    /// <summary>Tells the namespace's actor to admit the socket, or the socket's actor that it is refused.</summary>
    public static async Task RunAsync(Socket socket, IActorRef actor)
    {
        var nsp = (Namespace)socket.Namespace;
        using var scope = SocketScope.Begin(socket);
        try
        {
            if (socket.Recovery is { SkipsMiddlewares: true } || await AskAsync(socket, nsp).ConfigureAwait(false))
            {
                (nsp.Actor ?? socket.Node.NamespacesActor).Tell(new AdmitSocket(socket), ActorRefs.NoSender);
                return;
            }

            actor.Tell(Refusal(socket, "Forbidden", null), ActorRefs.NoSender);
        }
        catch (SocketIoException e)
        {
            actor.Tell(Refusal(socket, e.Message, e.ErrorData), ActorRefs.NoSender);
        }
        catch (Exception e)
        {
            nsp.Report(socket, null, SocketErrorPhase.Middleware, e);
            actor.Tell(Refusal(socket, "internal error", null), ActorRefs.NoSender);
        }
    }

    private static async ValueTask<bool> AskAsync(Socket socket, Namespace nsp)
    {
        var middlewares = nsp.Handlers.Middlewares;
        var passed = middlewares.Length == 0;
        if (passed)
        {
            return true;
        }

        var run = Run(0);
        if (!run.IsCompleted)
        {
            var limit = socket.Node.Settings.ConnectTimeout;
            try
            {
                await run.WaitAsync(limit, socket.Node.Time, socket.Aborted).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (socket.HasEnded)
            {
                return false;
            }
            catch (TimeoutException) when (!run.IsCompleted)
            {
                throw new TimeoutException($"The middlewares have not finished within connect-timeout ({limit}).");
            }
        }

        await run.ConfigureAwait(false);
        return passed;

        Task Run(int index)
        {
            if (index == middlewares.Length)
            {
                passed = true;
                return Task.CompletedTask;
            }

            return middlewares[index](socket, () => Run(index + 1));
        }
    }

    private static Refused Refusal(Socket socket, string message, object? data)
    {
        try
        {
            return Encode(socket, message, data);
        }
        catch (Exception) when (data is not null)
        {
            // The application's data is no JSON: the client at least reads the message.
            return Encode(socket, message, null);
        }
    }

    private static Refused Encode(Socket socket, string message, object? data)
    {
        var name = socket.Namespace.Name;
        return new Refused(socket.Session.Protocol == 3
            ? ControlPacketsV3.Refusal(socket.Node, name, message, data)
            : ControlPackets.ConnectError(socket.Node, name, message, data));
    }
}
