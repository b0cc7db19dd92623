using Akka.Actor;

namespace AkkaSocketIo.TestKit.Tests;

/// <summary>Handler actors, driven by clients, and a probe in the place of one.</summary>
public sealed class HandlerActorTests : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task AnActorAnswersItsClient()
    {
        await using var server = SocketIoTestServer.StartIn(Sys);
        server.Io.Of("/game").HandleWith(socket => Props.Create(() => new Counter(socket)));
        await using var client = await server.ConnectAsync("/game");
        client.Emit("add", 2);
        Assert.Equal(5, await client.EmitWithAckAsync<int>("add", 3));
        Assert.Equal(5, (await client.ExpectEventAsync("sum")).Get<int>(0));
        await client.ExpectNoEventAsync();
    }

    [Fact]
    public async Task AProbeStandsInForAnActor()
    {
        await using var server = SocketIoTestServer.StartIn(Sys);
        var probe = CreateTestProbe();
        server.Io.HandleWith(probe.Ref);
        await using var client = await server.ConnectAsync();
        Assert.Equal(client.Id, (await probe.ExpectMsgAsync<SocketConnected>()).Socket.Id);

        var answer = client.EmitWithAckAsync<string>("hello", "world");
        var received = await probe.ExpectMsgAsync<SocketEvent>();
        Assert.Equal(("hello", "world"), (received.Name, received.Arguments.Get<string>(0)));
        received.Ack!.Send("hi");
        received.Done();
        Assert.Equal("hi", await answer);

        client.Disconnect();
        await probe.ExpectMsgAsync<SocketDisconnecting>();
        Assert.Equal("client namespace disconnect", (await probe.ExpectMsgAsync<SocketDisconnected>()).Reason.Name);
    }

    private sealed class Counter(ISocket socket) : UntypedActor
    {
        private int _sum;

        protected override void OnReceive(object message)
        {
            if (message is not SocketEvent { Name: "add" } add)
            {
                return;
            }

            _sum += add.Arguments.Get<int>(0);
            if (add.Ack is { } ack)
            {
                socket.Emit("sum", _sum);
                ack.Send(_sum);
            }
        }
    }
}
