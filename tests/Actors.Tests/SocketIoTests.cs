using Akka.Actor;
using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests;

/// <summary>The server as any actor of its system finds it.</summary>
public class SocketIoTests : TestKit
{
    [Fact]
    public void BeforeThereIsAServerItSaysWhatIsMissing()
    {
        var io = SocketIo.Get(Sys);
        var failure = Assert.Throws<InvalidOperationException>(() => io.Of("/"));
        Assert.Equal(
            $"The actor system '{Sys.Name}' has no Socket.IO server (yet): add one with services.AddSocketIo(system), or with WithSocketIo() in AddAkka, and map it with app.MapSocketIo().",
            failure.Message);
        Assert.Throws<InvalidOperationException>(() => io.Emit("e", 1));
        Assert.Throws<InvalidOperationException>(() => io.Settings);
        Assert.Throws<ArgumentNullException>(() => SocketIo.Get(null!));

        _ = new TestServer(Sys);
        Assert.Equal("/game", io.Of("game").Name);
    }

    [Fact]
    public async Task AnyActorEmits()
    {
        var server = new TestServer(Sys);
        var actor = Sys.ActorOf(Akka.Actor.Props.Create(() => new Emitting()));
        server.Of("/game").OnConnection(s => s.Join("room").AsTask());
        server.Main.OnConnection(s => s.Join("room").AsTask());
        var client = await server.ConnectAsync();
        await client.JoinAsync("/game");
        await Eventually.TrueAsync(() => server.Of("/game").Sockets.Count == 1 && server.Main.Sockets.Count == 1);
        await Eventually.TrueAsync(() => server.Of("/game").Sockets.First().Rooms.Count == 2 && server.Main.Sockets.First().Rooms.Count == 2);
        actor.Tell("emit");
        Assert.Equal("42/game,[\"tick\",1]", await client.ReceiveAsync());
        Assert.Equal("42[\"none\"]", await client.ReceiveAsync());
        Assert.Equal("42[\"one\",[1,2]]", await client.ReceiveAsync());
        Assert.Equal("42[\"two\",1,\"x\"]", await client.ReceiveAsync());
        Assert.Equal("42[\"room\"]", await client.ReceiveAsync());
        Assert.Equal("42[\"same room\"]", await client.ReceiveAsync());
        Assert.Equal("42[\"end\"]", await client.ReceiveAsync());
    }

    [Fact]
    public void ItSaysWhichSettingsAreInForce()
    {
        _ = new TestServer(Sys, "ping-timeout = 7s");
        Assert.Contains("ping-timeout = 7s", SocketIo.Get(Sys).Settings.Describe(), StringComparison.Ordinal);
    }

    private sealed class Emitting : UntypedActor
    {
        private readonly SocketIo _io = SocketIo.Get(Context.System);

        protected override void OnReceive(object message)
        {
            _io.Of("/game").To("room").Emit("tick", 1);
            _io.Emit("none");
            _io.Emit("one", new[] { 1, 2 });
            _io.Emit("two", 1, "x");
            _io.To("room").Emit("room");
            _io.In("room").Emit("same room");
            _io.Except("room").Emit("nobody");
            _io.Except("no room").Emit("end");
        }
    }
}
