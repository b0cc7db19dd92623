using Akka.Actor;

namespace AkkaSocketIo.Actors.Tests.Sockets.Receivers;

/// <summary>Runs a function for each message of its socket, and waits for it.</summary>
internal sealed class Scripted : ReceiveActor
{
    public Scripted(Func<object, Task> script) => ReceiveAnyAsync(script);

    public static Props Props(Func<object, Task> script) => Akka.Actor.Props.Create(() => new Scripted(script));

    /// <summary>For what does not wait.</summary>
    public static Props Props(Action<object> script) => Props(message =>
    {
        script(message);
        return Task.CompletedTask;
    });
}

/// <summary>Shows a probe what it receives, with the sender that it came from.</summary>
internal sealed class Shown(IActorRef probe) : UntypedActor
{
    public static Props Props(IActorRef probe) => Akka.Actor.Props.Create(() => new Shown(probe));

    protected override void OnReceive(object message) => probe.Forward(message);
}
