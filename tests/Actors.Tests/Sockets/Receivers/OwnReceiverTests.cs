using Akka.Actor;
using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Sockets.Receivers;

/// <summary>A handler actor of each socket's own: what it is told, and when the next event is read.</summary>
public class OwnReceiverTests : TestKit
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task ItIsToldOfTheWholeLifeOfItsSocketByTheSocketsActor()
    {
        var server = new TestServer(Sys);
        var probe = CreateTestProbe();
        server.Main.OnConnection(s => s.Join("room").AsTask());
        server.Main.HandleWith(_ => Shown.Props(probe));
        var client = await server.OpenAsync();
        var id = await client.JoinAsync();

        var socket = probe.ExpectMsg<SocketConnected>(s_patience).Socket;
        Assert.Equal(id, socket.Id);
        Assert.Contains("room", socket.Rooms);
        var actor = probe.LastSender;
        Assert.Equal(client.Session.Actor.Path, actor.Path.Parent);

        await client.SendAsync("427[\"move\",1,\"x\"]");
        var moved = probe.ExpectMsg<SocketEvent>(s_patience);
        Assert.Equal(actor, probe.LastSender);
        Assert.True(moved is ("move", { Count: 2 }, { IsRequested: true }));
        Assert.Same(socket, moved.Socket);
        moved.Ack!.Send(moved.Arguments.Get<int>(0) + 1, moved.Arguments.Get<string>(1));
        Assert.Equal("437[2,\"x\"]", await client.ReceiveAsync());

        await client.SendAsync("42[\"quiet\"]");
        Assert.Null(probe.ExpectMsg<SocketEvent>(s_patience).Ack);

        var handler = await Sys.ActorSelection(actor.Path / "handler").ResolveOne(s_patience);
        Watch(handler);
        await client.SendAsync("41");
        var leaving = probe.ExpectMsg<SocketDisconnecting>(s_patience);
        Assert.Equal(DisconnectReason.ClientNamespaceDisconnect, leaving.Reason.Name);
        Assert.Same(socket, leaving.Socket);
        var left = probe.ExpectMsg<SocketDisconnected>(s_patience);
        Assert.Equal((leaving.Reason, socket), (left.Reason, left.Socket));
        ExpectTerminated(handler, s_patience);

        // What came is still what it was: nothing of it was lent.
        Assert.Equal(1, moved.Arguments.Get<int>(0));
    }

    [Fact]
    public async Task RoomsAreThereWhileItHandlesDisconnectingAndGoneAfterwards()
    {
        var server = new TestServer(Sys);
        var seen = new List<string>();
        var joined = new TaskCompletionSource();
        var done = new TaskCompletionSource();
        server.Main.OnConnection(s =>
        {
            s.OnDisconnecting(_ => seen.Add("delegate disconnecting"));
            s.OnDisconnect(_ => seen.Add("delegate disconnect"));
            return s.Join("room").AsTask();
        });
        server.Main.HandleWith(socket => Scripted.Props(async message =>
        {
            if (message is SocketConnected)
            {
                joined.SetResult();
            }

            if (message is SocketDisconnecting or SocketDisconnected)
            {
                await Task.Yield();
                seen.Add($"{message.GetType().Name} {socket.Rooms.Count}");
            }

            if (message is SocketDisconnected)
            {
                done.SetResult();
            }
        }));
        var client = await server.ConnectAsync();
        await joined.Task.WaitAsync(s_patience);
        await client.SendAsync("41");
        await done.Task.WaitAsync(s_patience);
        Assert.Equal(["delegate disconnecting", "SocketDisconnecting 2", "delegate disconnect", "SocketDisconnected 0"], seen);
    }

    [Fact]
    public async Task AnActorThatDoesNotFinishStopsTheReadingOfItsConnection()
    {
        var server = new TestServer(Sys, "inbound-window = 4");
        var gate = new TaskCompletionSource();
        var handled = 0;
        server.Main.HandleWith(_ => Scripted.Props(async message =>
        {
            if (message is SocketEvent)
            {
                await gate.Task;
                handled++;
            }
        }));
        var stuck = await server.ConnectAsync(buffer: 1024);
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 1000; i++)
            {
                await stuck.SendAsync("42[\"hang\"]");
            }
        });
        await Eventually.TrueAsync(() => stuck.Link.Credit.IsPaused);
        for (var i = 0; i < 100; i++)
        {
            // Not for a moment, but for as long as the actor takes.
            await server.Main.Sockets.First().SettleAsync();
            Assert.Equal(4, stuck.Link.Credit.Outstanding);
            Assert.True(stuck.Link.Credit.IsPaused);
        }

        Assert.False(sending.IsCompleted);
        gate.SetResult();
        await sending.WaitAsync(s_patience);
        await Eventually.TrueAsync(() => Volatile.Read(ref handled) == 1000 && stuck.Link.Credit.Outstanding <= 0);

        // Each gave its place back once, not twice.
        Assert.Equal(0, stuck.Link.Credit.Outstanding);
        Assert.Equal(0, stuck.Link.Credit.OutstandingBytes);
    }

    [Fact]
    public async Task CreditComesBackWhenTheLastEventOfABatchHasBeenHandledAndNotBefore()
    {
        var server = new TestServer(Sys, "inbound-window = 100");
        var gates = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource()).ToArray();
        var started = new SemaphoreSlim(0);
        server.Main.HandleWith(_ => Scripted.Props(async message =>
        {
            if (message is SocketEvent(_, var arguments, _))
            {
                started.Release();
                await gates[arguments.Get<int>(0)].Task;
            }
        }));
        var client = await server.ConnectAsync();
        await client.SendAsync("42[\"e\",0]");
        Assert.True(await started.WaitAsync(s_patience));

        // Both come into the second batch.
        await client.SendAsync("42[\"e\",1]");
        await client.SendAsync("42[\"e\",2]");
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 3);
        await server.SettleAsync(client);
        gates[0].SetResult();
        Assert.True(await started.WaitAsync(s_patience));
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 2);
        gates[1].SetResult();
        Assert.True(await started.WaitAsync(s_patience));
        Assert.Equal(2, client.Link.Credit.Outstanding);
        gates[2].SetResult();
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 0);
    }

    [Fact]
    public async Task DoneGivesAnEventsCreditBackEarlierAndOnlyOnce()
    {
        var server = new TestServer(Sys, "inbound-window = 100");
        var gate = new TaskCompletionSource();
        server.Main.HandleWith(_ => Scripted.Props(async message =>
        {
            if (message is SocketEvent socketEvent)
            {
                socketEvent.Done();
                socketEvent.Done();
                await gate.Task;
            }
        }));
        var client = await server.ConnectAsync();
        await client.SendAsync("42[\"e\"]");
        await client.SendAsync("42[\"e\"]");
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 1);
        gate.SetResult();
        await client.SendAsync("42[\"e\"]");
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding <= 0);
        Assert.Equal(0, client.Link.Credit.Outstanding);
    }

    [Fact]
    public async Task AnActorThatAsksItsClientDoesNotWaitBehindTheEventsThatFillTheWindow()
    {
        var server = new TestServer(Sys, "inbound-window = 2");
        var handled = new List<int>();
        var done = new TaskCompletionSource();
        server.Main.HandleWith(socket => Scripted.Props(async message =>
        {
            if (message is SocketEvent(_, var arguments, _))
            {
                var asked = arguments.Get<int>(0);
                Assert.Equal(asked, await socket.EmitWithAckAsync<int>("ask", asked));
                handled.Add(asked);
                if (handled.Count == 20)
                {
                    done.SetResult();
                }
            }
        }));
        var client = await server.ConnectAsync();
        for (var i = 0; i < 20; i++)
        {
            await client.SendAsync($"42[\"e\",{i}]");
        }

        for (var i = 0; i < 20; i++)
        {
            // The acknowledgement comes behind all the events.
            Assert.Equal($"42{i}[\"ask\",{i}]", await client.ReceiveAsync());
            await client.SendAsync($"43{i}[{i}]");
        }

        await done.Task.WaitAsync(s_patience);
        Assert.Equal(Enumerable.Range(0, 20), handled);
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 0);
    }

    [Fact]
    public async Task AnActorMayAskWhileItHandlesTheConnection()
    {
        var server = new TestServer(Sys, "inbound-window = 2");
        var probe = CreateTestProbe();
        server.Main.HandleWith(_ => Scripted.Props(async message =>
        {
            if (message is SocketConnected(var socket))
            {
                probe.Tell(await socket.EmitWithAckAsync<string>("who"));
            }
            else if (message is SocketEvent socketEvent)
            {
                probe.Tell(socketEvent.Name);
            }
        }));
        var client = await server.ConnectAsync();
        for (var i = 0; i < 5; i++)
        {
            await client.SendAsync($"42[\"e{i}\"]");
        }

        Assert.Equal("420[\"who\"]", await client.ReceiveAsync());
        await client.SendAsync("430[\"me\"]");
        probe.ExpectMsg("me", s_patience);
        for (var i = 0; i < 5; i++)
        {
            probe.ExpectMsg($"e{i}", s_patience);
        }
    }

    [Fact]
    public async Task WhatWaitsBehindAnActorThatAsksIsBounded()
    {
        var server = new TestServer(Sys, "inbound-window = 2, max-http-buffer-size = 1000, max-inbound-bytes = 4000");
        server.Main.HandleWith(socket => Scripted.Props(message => message is SocketEvent ? socket.EmitWithAckAsync("ask") : Task.CompletedTask));
        var client = await server.ConnectAsync();
        var flood = Task.Run(async () =>
        {
            while (true)
            {
                await client.SendAsync($"42[\"e\",\"{new string('x', 500)}\"]");
            }
        });
        Assert.Equal("420[\"ask\"]", await client.ReceiveAsync());
        Assert.Null(await client.ReceiveAsync());
        Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.PolicyViolation, client.CloseStatus);
        client.Abort();
        await Assert.ThrowsAnyAsync<Exception>(() => flood).WaitAsync(s_patience);
    }

    [Fact]
    public async Task WhatItDoesArrivesInTheOrderInWhichItIsWritten()
    {
        var server = new TestServer(Sys);
        server.Main.HandleWith(socket => Scripted.Props(message =>
        {
            if (message is SocketEvent(var name, _, var ack))
            {
                socket.Emit("before", name);
                ack!.Send(1);
                server.Main.Emit("to all");
                socket.Disconnect();
            }
        }));
        var client = await server.ConnectAsync();
        await client.SendAsync("425[\"e\"]");
        Assert.Equal("42[\"before\",\"e\"]", await client.ReceiveAsync());
        Assert.Equal("435[1]", await client.ReceiveAsync());
        Assert.Equal("42[\"to all\"]", await client.ReceiveAsync());
        Assert.Equal("41", await client.ReceiveAsync());
    }

    [Fact]
    public async Task DelegatesOfAnEventRunBeforeItAndTheFirstAcknowledgementCounts()
    {
        var server = new TestServer(Sys, "inbound-window = 3");
        var probe = CreateTestProbe();
        var gate = new TaskCompletionSource();
        server.Main.On("e", (EventContext _) => probe.Tell("sync"));
        server.Main.On("e", async (EventContext e) =>
        {
            await gate.Task;
            probe.Tell("async");
            e.Ack?.Send("delegate");
        });
        server.Main.HandleWith(_ => Scripted.Props(message =>
        {
            if (message is SocketEvent(var name, _, var ack))
            {
                probe.Tell($"actor {name}");
                ack?.Send("actor");
            }
        }));
        var client = await server.ConnectAsync();
        await client.SendAsync("421[\"e\"]");
        await client.SendAsync("422[\"other\"]");
        probe.ExpectMsg("sync", s_patience);
        Assert.False(probe.HasMessages);
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 2);
        gate.SetResult();
        probe.ExpectMsg("async", s_patience);
        probe.ExpectMsg("actor e", s_patience);
        probe.ExpectMsg("actor other", s_patience);
        Assert.Equal("431[\"delegate\"]", await client.ReceiveAsync());
        Assert.Equal("432[\"actor\"]", await client.ReceiveAsync());
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 0);
    }

    [Fact]
    public async Task ADelegateThatAsksGivesItsTurnUpAndTheActorStillGetsItsEvent()
    {
        var server = new TestServer(Sys, "inbound-window = 1");
        var probe = CreateTestProbe();
        server.Main.On("ask", (EventContext e) => e.Socket.EmitWithAckAsync("question"));
        server.Main.HandleWith(_ => Scripted.Props(message =>
        {
            if (message is SocketEvent socketEvent)
            {
                probe.Tell(socketEvent.Name);
            }
        }));
        var client = await server.ConnectAsync();
        await client.SendAsync("42[\"ask\"]");
        await client.SendAsync("42[\"next\"]");
        Assert.Equal("420[\"question\"]", await client.ReceiveAsync());
        probe.ExpectMsg("next", s_patience);
        await client.SendAsync("430[]");
        probe.ExpectMsg("ask", s_patience);
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding <= 0);
        Assert.Equal(0, client.Link.Credit.Outstanding);
    }

    [Fact]
    public async Task EventsReceivedBeforeTheEndAreHandledBeforeIt()
    {
        var server = new TestServer(Sys);
        var gate = new TaskCompletionSource();
        var seen = new List<string>();
        var done = new TaskCompletionSource();
        server.Main.HandleWith(_ => Scripted.Props(async message =>
        {
            await gate.Task;
            seen.Add(message is SocketEvent socketEvent ? socketEvent.Name : message.GetType().Name);
            if (message is SocketDisconnected)
            {
                done.SetResult();
            }
        }));
        var client = await server.ConnectAsync();
        await client.SendAsync("42[\"a\"]");
        await client.SendAsync("42[\"b\"]");
        await client.SendAsync("41");
        await Eventually.TrueAsync(() => server.Main.Sockets.Count == 0);
        gate.SetResult();
        await done.Task.WaitAsync(s_patience);
        Assert.Equal([nameof(SocketConnected), "a", "b", nameof(SocketDisconnecting), nameof(SocketDisconnected)], seen);
    }

    [Fact]
    public async Task AnActorThatHangsIsStoppedWithItsSocketAfterCloseTimeout()
    {
        var server = new TestServer(Sys, "close-timeout = 30s, inbound-window = 4");
        server.Main.HandleWith(_ => Scripted.Props(message => message is SocketEvent ? new TaskCompletionSource().Task : Task.CompletedTask));
        var client = await server.ConnectAsync();
        await client.SendAsync("42[\"a\"]");
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 1);
        Watch(client.Session.Actor);
        await client.CloseAsync();
        await Eventually.TrueAsync(() => server.Main.Sockets.Count == 0);
        var stopped = false;
        await Eventually.TrueAsync(() =>
        {
            server.Time.Advance(TimeSpan.FromSeconds(5));
            return stopped = stopped || HasMessages;
        });
        ExpectTerminated(client.Session.Actor, s_patience);
        Assert.Equal(0, client.Link.Credit.Outstanding);
    }
}
