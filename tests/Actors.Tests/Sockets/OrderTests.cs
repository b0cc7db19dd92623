using System.Collections.Concurrent;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Actors.Tests.Support;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Tests.Sockets;

public class OrderTests : TestKit
{
    [Fact]
    public async Task WhatOneHandlerDoesArrivesInTheOrderInWhichItWasWritten()
    {
        var server = new TestServer(Sys);
        server.Main.On("go", (EventContext e) =>
        {
            for (var i = 0; i < 200; i += 4)
            {
                e.Socket.Emit("n", i);
                server.Main.Emit("n", i + 1);
                server.Main.To(e.Socket.Id).Emit("n", i + 2);
                e.Socket.Emit("n", i + 3);
            }

            e.Ack!.Send("acked");
            e.Socket.Emit("last");
            e.Socket.Disconnect();
            e.Socket.Emit("too late");
        });

        var client = await server.ConnectAsync();
        await client.SendAsync("420[\"go\"]");
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal($"42[\"n\",{i}]", await client.ReceiveAsync());
        }

        Assert.Equal("430[\"acked\"]", await client.ReceiveAsync());
        Assert.Equal("42[\"last\"]", await client.ReceiveAsync());
        Assert.Equal("41", await client.ReceiveAsync());
        Assert.NotEqual("", await client.JoinAsync());
    }

    [Fact]
    public async Task EventsRunOneAtATimeAndInOrder()
    {
        var server = new TestServer(Sys);
        var running = 0;
        var overlaps = 0;
        var order = new List<int>();
        server.Main.On("n", async (EventContext e) =>
        {
            overlaps += Interlocked.Increment(ref running) > 1 ? 1 : 0;
            await Task.Yield();
            order.Add(e.Arguments.Get<int>(0));
            Interlocked.Decrement(ref running);
            if (order.Count == 500)
            {
                e.Ack!.Send();
            }
        });

        var client = await server.ConnectAsync();
        for (var i = 0; i < 500; i++)
        {
            await client.SendAsync($"42{i}[\"n\",{i}]");
        }

        Assert.Equal("43499[]", await client.ReceiveAsync());
        Assert.Equal(Enumerable.Range(0, 500), order);
        Assert.Equal(0, overlaps);
    }

    [Fact]
    public async Task ParallelHandlersLetSoManyEventsRun()
    {
        var server = new TestServer(Sys, "parallel-handlers = 3");
        var started = new SemaphoreSlim(0);
        var gate = new TaskCompletionSource();
        server.Main.On("wait", async (EventContext e) =>
        {
            started.Release();
            await gate.Task;
            e.Ack!.Send();
        });

        var client = await server.ConnectAsync();
        for (var i = 0; i < 5; i++)
        {
            await client.SendAsync($"42{i}[\"wait\"]");
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.True(await started.WaitAsync(TimeSpan.FromSeconds(20)));
        }

        await server.SettleAsync(client);
        Assert.Equal(0, started.CurrentCount);
        gate.SetResult();
        var acks = new HashSet<string?>();
        for (var i = 0; i < 5; i++)
        {
            acks.Add(await client.ReceiveAsync());
        }

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"43{i}[]"), acks.Order());
    }

    [Fact]
    public async Task NoEventRunsBeforeOnConnectionHasFinished()
    {
        var server = new TestServer(Sys);
        var gate = new TaskCompletionSource();
        server.Main.OnConnection(async socket =>
        {
            await gate.Task;
            socket.On("hello", (EventContext e) => e.Ack!.Send("registered in time"));
        });

        var client = await server.ConnectAsync();
        await client.SendAsync("420[\"hello\"]");
        await server.SettleAsync(client);
        gate.SetResult();
        Assert.Equal("430[\"registered in time\"]", await client.ReceiveAsync());
    }

    [Fact]
    public async Task APacketForAnEarlierSocketNeverReachesTheNextOneOnTheSameTransport()
    {
        var server = new TestServer(Sys);
        var sockets = new ConcurrentQueue<ISocket>();
        server.Main.OnConnection(sockets.Enqueue);
        var client = await server.ConnectAsync();
        using var stop = new CancellationTokenSource();

        // Everybody who ever had a socket goes on emitting to it.
        var emitting = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                foreach (var socket in sockets)
                {
                    socket.Emit("for", socket.Id);
                }

                await Task.Yield();
            }
        });
        for (var round = 0; round < 30; round++)
        {
            await client.SendAsync("41");
            await client.SendAsync("40");
            string? message;
            do
            {
                message = await client.ReceiveAsync();
            }
            while (!message!.StartsWith("40", StringComparison.Ordinal));

            var id = message[10..^2];
            Assert.Equal($"42[\"for\",\"{id}\"]", await client.ReceiveAsync());
        }

        await stop.CancelAsync();
        await emitting;
    }

    [Fact]
    public async Task WhatAnEarlierSocketHasToldIsDroppedOnceTheNextOneIsThere()
    {
        var server = new TestServer(Sys);
        var sockets = new ConcurrentQueue<Socket>();
        server.Main.OnConnection(s => sockets.Enqueue((Socket)s));
        var client = await server.ConnectAsync();
        await Eventually.TrueAsync(() => sockets.Count == 1);
        await client.SendAsync("41");
        await client.JoinAsync();
        await Eventually.TrueAsync(() => sockets.Count == 2);

        // As if a thread had looked whether the socket was there and told its packet only now.
        Assert.True(client.Session.TrySend(new EncodedPacket("42[\"late\"]"u8.ToArray()), sockets.First().Actor));
        sockets.Last().Emit("next");
        Assert.Equal("42[\"next\"]", await client.ReceiveAsync());
        await Eventually.TrueAsync(() => server.Buffer.Bytes == 0);
    }

    [Fact]
    public async Task TheClientIsToldOfItsSocketBeforeABroadcastCanReachIt()
    {
        var server = new TestServer(Sys);
        var visible = new TaskCompletionSource<int>();
        var client = await server.OpenAsync();
        client.Session.Actor = new Overheard(client.Session.Actor, message =>
        {
            if (message is SocketAdmitted)
            {
                visible.TrySetResult(server.Main.Sockets.Count);
            }
        });
        await client.JoinAsync();
        Assert.Equal(0, await visible.Task.WaitAsync(TimeSpan.FromSeconds(20)));
        await Eventually.TrueAsync(() => server.Main.Sockets.Count == 1);
    }

    [Fact]
    public async Task OnceRunsOnceThoughTwoEventsHaveFoundIt()
    {
        var server = new TestServer(Sys, "parallel-handlers = 2");
        var gate = new TaskCompletionSource();
        var (started, ran) = (0, 0);
        server.Main.OnConnection(socket =>
        {
            socket.On("e", async (EventContext _) =>
            {
                Interlocked.Increment(ref started);
                await gate.Task;
            });
            socket.Once("e", (EventContext _) =>
            {
                Interlocked.Increment(ref ran);
            });
            socket.On("e", (EventContext e) => e.Ack!.Send());
        });
        var client = await server.ConnectAsync();
        await client.SendAsync("420[\"e\"]");
        await client.SendAsync("421[\"e\"]");
        await Eventually.TrueAsync(() => Volatile.Read(ref started) == 2);
        gate.SetResult();
        Assert.Equal(["430[]", "431[]"], new[] { await client.ReceiveAsync(), await client.ReceiveAsync() }.Order());
        Assert.Equal(1, ran);
    }

    [Fact]
    public async Task AConnectionHandlerThatThrowsDoesNotKeepTheNextOneFromRunning()
    {
        var server = new TestServer(Sys);
        server.Main.OnConnection(Fail);
        server.Main.OnConnection(socket => socket.Emit("second"));
        var client = await server.ConnectAsync();
        Assert.Equal("42[\"second\"]", await client.ReceiveAsync());

        static void Fail(ISocket socket) => throw new InvalidOperationException("first");
    }

    /// <summary>Hears, on the telling thread, what an actor is told.</summary>
    private sealed class Overheard(IActorRef actor, Action<object> hear) : MinimalActorRef
    {
        public override ActorPath Path => actor.Path;

        public override IActorRefProvider Provider => ((IInternalActorRef)actor).Provider;

        protected override void TellInternal(object message, IActorRef sender)
        {
            hear(message);
            actor.Tell(message, sender);
        }
    }
}
