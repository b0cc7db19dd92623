using Akka.Actor;

namespace AkkaSocketIo.Actors.Connections;

/// <summary>An actor that belongs to a client's connection is stopped when it fails: what it held is gone with the connection.</summary>
internal static class StopFailed
{
    public static SupervisorStrategy Strategy { get; } = new OneForOneStrategy(_ => Directive.Stop);
}
