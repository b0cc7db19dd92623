using Akka.Actor;

namespace AkkaSocketIo.Actors;

/// <summary>Props that call a constructor: those from an expression or from a type look it up by reflection for every actor.</summary>
internal static class ActorProps
{
    public static Props Of<TActor>(Func<TActor> create)
        where TActor : ActorBase => Props.CreateBy(new Producer<TActor>(create));

    /// <summary>For actors that belong to a connection.</summary>
    public static Props Many<TActor>(Func<TActor> create)
        where TActor : ActorBase => CompactMailbox.Use(Of(create));

    private sealed class Producer<TActor>(Func<TActor> create) : IIndirectActorProducer
        where TActor : ActorBase
    {
        public Type ActorType => typeof(TActor);

        public ActorBase Produce() => create();

        public void Release(ActorBase actor)
        {
        }
    }
}
