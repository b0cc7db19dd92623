using Akka.Actor;
using AkkaSocketIo.Actors.Connections;

namespace AkkaSocketIo.Actors;

internal static class SocketIoActors
{
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Waits for the actors to be there: once, while the application starts.</summary>
    /// <exception cref="InvalidOperationException">The actor system has a Socket.IO server already.</exception>
    public static SocketIoGuardian.Children Start(ActorSystem system, EngineContext engine)
    {
        try
        {
            var guardian = system.ActorOf(ActorProps.Of(() => new SocketIoGuardian(engine)), "socket-io");
            return guardian.Ask<SocketIoGuardian.Children>(SocketIoGuardian.GetChildren.Instance, s_startTimeout).GetAwaiter().GetResult();
        }
        catch (InvalidActorNameException e)
        {
            throw new InvalidOperationException($"The actor system '{system.Name}' has a Socket.IO server already: there can be one.", e);
        }
    }
}
