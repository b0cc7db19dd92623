using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace AkkaSocketIo.Actors.Tests;

public class CompactMailboxTests : TestKit
{
    [Fact]
    public async Task ManyThreadsTellAndNothingIsLostOrReorderedOrLeft()
    {
        CompactMailbox.Register(Sys);
        CompactMailbox.Register(Sys);
        const int Tellers = 4;
        const int Each = 50_000;
        var done = new TaskCompletionSource();
        var actor = Sys.ActorOf(CompactMailbox.Use(Props.Create(() => new Counter(Tellers, Each, done))));
        await Task.WhenAll(Enumerable.Range(0, Tellers).Select(teller => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                actor.Tell((teller, i));
            }
        })));
        await done.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void WhatAStoppedActorHasNotReadGoesToDeadLetters()
    {
        CompactMailbox.Register(Sys);
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(Akka.Event.DeadLetter));
        var actor = Sys.ActorOf(CompactMailbox.Use(Props.Create(() => new Counter(1, 1, new TaskCompletionSource()))));
        actor.Tell(PoisonPill.Instance);
        actor.Tell("after the end");
        probe.FishForMessage<Akka.Event.DeadLetter>(letter => "after the end".Equals(letter.Message), TimeSpan.FromSeconds(20));
    }

    private sealed class Counter(int tellers, int each, TaskCompletionSource done) : UntypedActor
    {
        private readonly int[] _next = new int[tellers];

        protected override void OnReceive(object message)
        {
            if (message is not (int teller, int number))
            {
                return;
            }

            if (_next[teller]++ != number)
            {
                done.TrySetException(new InvalidOperationException($"{teller} told {number}, {_next[teller] - 1} was next"));
            }
            else if (_next.All(n => n == each))
            {
                done.TrySetResult();
            }
        }
    }
}
