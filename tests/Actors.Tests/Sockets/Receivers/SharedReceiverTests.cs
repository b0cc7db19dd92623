using Akka.Actor;
using Akka.Routing;
using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Sockets.Receivers;

/// <summary>One receiver for many sockets, or a router: it says Done.</summary>
public class SharedReceiverTests : TestKit
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task CreditComesBackWithDoneInWhateverOrder()
    {
        var server = new TestServer(Sys, "inbound-window = 3");
        server.Main.HandleWith(TestActor);
        var client = await server.ConnectAsync(buffer: 256);
        var socket = ExpectMsg<SocketConnected>(s_patience).Socket;
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                await client.SendAsync($"42[\"e\",{i}]");
            }
        });
        var events = Enumerable.Range(0, 3).Select(_ => ExpectMsg<SocketEvent>(s_patience)).ToArray();
        Assert.All(events, e => Assert.Same(socket, e.Socket));
        await Eventually.TrueAsync(() => client.Link.Credit.IsPaused);
        Assert.False(sending.IsCompleted);
        events[2].Done();
        events[0].Done();
        events[0].Done();
        events[1].Done();
        for (var i = 3; i < 200; i++)
        {
            var next = ExpectMsg<SocketEvent>(s_patience);
            Assert.Equal(i, next.Arguments.Get<int>(0));
            next.Done();
        }

        await sending.WaitAsync(s_patience);
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding <= 0);
        Assert.Equal(0, client.Link.Credit.Outstanding);
    }

    [Fact]
    public async Task WhatIsNotSaidWithinHandlerTimeoutCountsAsDone()
    {
        var server = new TestServer(Sys, "inbound-window = 2, handler-timeout = 30s");
        server.Main.HandleWith(TestActor);
        var client = await server.ConnectAsync();
        ExpectMsg<SocketConnected>(s_patience);
        await client.SendAsync("42[\"first\"]");
        var first = ExpectMsg<SocketEvent>(s_patience);
        server.Time.Advance(TimeSpan.FromSeconds(20));
        await client.SendAsync("42[\"second\"]");
        ExpectMsg<SocketEvent>(s_patience);
        server.Time.Advance(TimeSpan.FromSeconds(9));
        await server.SettleAsync(client);
        Assert.Equal(2, client.Link.Credit.Outstanding);

        server.Time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 1);
        first.Done();
        Assert.Equal(1, client.Link.Credit.Outstanding);
        await server.SettleAsync(client);

        server.Time.Advance(TimeSpan.FromSeconds(20));
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 0);
    }

    [Fact]
    public async Task TheEndWaitsForWhatIsNotDoneAndTheReceiverLivesOn()
    {
        var server = new TestServer(Sys);
        server.Main.HandleWith(TestActor);
        var client = await server.ConnectAsync();
        ExpectMsg<SocketConnected>(s_patience);
        await client.SendAsync("42[\"e\"]");
        var last = ExpectMsg<SocketEvent>(s_patience);
        await client.SendAsync("41");
        await Eventually.TrueAsync(() => server.Main.Sockets.Count == 0);
        await server.SettleAsync(client);
        Assert.False(HasMessages);
        last.Done();
        Assert.Same(last.Socket, ExpectMsg<SocketDisconnecting>(s_patience).Socket);
        Assert.Same(last.Socket, ExpectMsg<SocketDisconnected>(s_patience).Socket);
        await client.JoinAsync();
        ExpectMsg<SocketConnected>(s_patience);
    }

    [Fact]
    public async Task RouteesOfASocketsOwnRouterSayDone()
    {
        var server = new TestServer(Sys, "inbound-window = 4");
        server.Main.HandleWith(_ => Shown.Props(TestActor).WithRouter(new BroadcastPool(1)));
        var client = await server.ConnectAsync();
        ExpectMsg<SocketConnected>(s_patience);
        await client.SendAsync("42[\"e\"]");
        var routed = ExpectMsg<SocketEvent>(s_patience);
        await server.SettleAsync(client);

        // The router has answered anything that it was asked by now.
        await routed.Socket.SettleAsync();
        Assert.Equal(1, client.Link.Credit.Outstanding);
        routed.Done();
        Assert.Equal(0, client.Link.Credit.Outstanding);
    }

    [Fact]
    public async Task AReceiverThatStopsTakesItsSocketsAlong()
    {
        var server = new TestServer(Sys, "inbound-window = 4");
        var receiver = Sys.ActorOf(Shown.Props(TestActor));
        var errors = new TaskCompletionSource<SocketError>();
        server.Main.OnError(errors.SetResult);
        server.Main.HandleWith(receiver);
        var client = await server.ConnectAsync();
        ExpectMsg<SocketConnected>(s_patience);
        await client.SendAsync("42[\"e\"]");
        ExpectMsg<SocketEvent>(s_patience);
        Sys.Stop(receiver);
        Assert.Equal("41", await client.ReceiveAsync());
        Assert.Equal(SocketErrorPhase.Handler, (await errors.Task.WaitAsync(s_patience)).Phase);
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 0);
    }
}

internal static class SettledSocket
{
    /// <summary>Completes when the socket's actor has handled what it was told.</summary>
    public static Task SettleAsync(this ISocket socket) =>
        ((AkkaSocketIo.Actors.Sockets.Socket)socket).Actor.Ask<ActorIdentity>(new Identify(null), TimeSpan.FromSeconds(20));
}
