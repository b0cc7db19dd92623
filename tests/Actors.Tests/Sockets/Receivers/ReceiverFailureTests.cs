using Akka.Actor;
using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Sockets.Receivers;

/// <summary>A handler actor that fails or stops, and what is refused at registration.</summary>
public class ReceiverFailureTests : TestKit
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task AFailureIsReportedAndTheActorAndTheConnectionGoOn()
    {
        var server = new TestServer(Sys);
        var errors = new TaskCompletionSource<SocketError>();
        server.Main.OnError(errors.SetResult);
        server.Main.HandleWith(_ => Scripted.Props(message =>
        {
            if (message is SocketEvent("fail", _, _))
            {
                throw new InvalidOperationException("on purpose");
            }

            (message as SocketEvent)?.Ack!.Send("still here");
        }));
        var client = await server.ConnectAsync();
        await client.SendAsync("42[\"fail\"]");
        await client.SendAsync("421[\"echo\"]");
        Assert.Equal("431[\"still here\"]", await client.ReceiveAsync());
        var error = await errors.Task.WaitAsync(s_patience);
        Assert.Equal(("on purpose", SocketErrorPhase.Handler), (error.Exception.Message, error.Phase));
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 0);
    }

    [Fact]
    public async Task AnActorThatStopsBeforeItsSocketTakesItAlong()
    {
        var server = new TestServer(Sys, "inbound-window = 2");
        var errors = new TaskCompletionSource<SocketError>();
        var ended = new TaskCompletionSource<DisconnectReason>();
        server.Main.OnError(errors.SetResult);
        server.Main.OnDisconnect((_, reason) => ended.SetResult(reason));
        server.Main.HandleWith(_ => Akka.Actor.Props.Create(() => new Stopping()));
        var client = await server.ConnectAsync();
        await client.SendAsync("42[\"stop\"]");
        await client.SendAsync("42[\"lost\"]");
        Assert.Equal("41", await client.ReceiveAsync());
        var error = await errors.Task.WaitAsync(s_patience);
        Assert.Equal(SocketErrorPhase.Handler, error.Phase);
        Assert.Matches("^The handler actor akka://.*/handler has stopped before its socket, which is disconnected\\.$", error.Exception.Message);
        Assert.Equal(DisconnectReason.ServerNamespaceDisconnect, (await ended.Task.WaitAsync(s_patience)).Name);
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 0);

        // The connection is there, and may join again.
        await client.JoinAsync();
    }

    [Fact]
    public async Task AnActorMayStopItselfAtTheEnd()
    {
        var server = new TestServer(Sys);
        var errors = 0;
        server.Main.OnError(_ => Interlocked.Increment(ref errors));
        server.Main.HandleWith(_ => Akka.Actor.Props.Create(() => new Stopping()));
        var client = await server.ConnectAsync();
        Watch(client.Session.Actor);
        await client.SendAsync("41");
        await client.CloseAsync();
        ExpectTerminated(client.Session.Actor, s_patience);
        Assert.Equal(0, errors);
    }

    [Theory]
    [InlineData("props", SocketErrorPhase.Connection)]
    [InlineData("null", SocketErrorPhase.Connection)]
    [InlineData("constructor", SocketErrorPhase.Handler)]
    public async Task ASocketWhoseActorCannotBeMadeIsDisconnected(string what, SocketErrorPhase phase)
    {
        var server = new TestServer(Sys);
        var errors = new TaskCompletionSource<SocketError>();
        server.Main.OnError(e => errors.TrySetResult(e));
        server.Main.HandleWith(_ => what switch
        {
            "props" => throw new InvalidOperationException("no props"),
            "null" => null!,
            _ => Akka.Actor.Props.Create(() => new Failing()),
        });
        var client = await server.ConnectAsync();
        Assert.Equal("41", await client.ReceiveAsync());
        Assert.Equal(phase, (await errors.Task.WaitAsync(s_patience)).Phase);
        await client.JoinAsync();
    }

    [Fact]
    public void ANamespaceHasOneHandlerActor()
    {
        var server = new TestServer(Sys);
        server.Main.HandleWith(_ => Shown.Props(TestActor));
        Assert.Throws<InvalidOperationException>(() => server.Main.HandleWith(TestActor));
        Assert.Throws<ArgumentNullException>(() => server.Of("/x").HandleWith((IActorRef)null!));
        Assert.Throws<ArgumentNullException>(() => server.Of("/x").HandleWith((Func<ISocket, Props>)null!));
    }

    [Fact]
    public async Task DynamicNamespacesTakeItOver()
    {
        var server = new TestServer(Sys);
        server.Node.Namespaces.Of(new System.Text.RegularExpressions.Regex("^/t-\\d$")).HandleWith(_ => Shown.Props(TestActor));
        var client = await server.ConnectAsync("/t-1");
        Assert.Equal("/t-1", ExpectMsg<SocketConnected>(s_patience).Socket.Namespace.Name);
        await client.SendAsync("42/t-1,[\"e\"]");
        Assert.Equal("e", ExpectMsg<SocketEvent>(s_patience).Name);
    }

    private sealed class Stopping : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is SocketEvent or SocketDisconnecting)
            {
                Context.Stop(Self);
            }
        }
    }

    private sealed class Failing : UntypedActor
    {
        public Failing() => throw new InvalidOperationException("constructor");

        protected override void OnReceive(object message)
        {
        }
    }
}
