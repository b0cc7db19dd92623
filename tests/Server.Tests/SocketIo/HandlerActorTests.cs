using Akka.Actor;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>Handler actors behind a real connection.</summary>
public sealed class HandlerActorTests : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("handlers");

    public void Dispose() => _system.Dispose();

    [Theory]
    [InlineData(Mode.Polling)]
    [InlineData(Mode.WebSocket)]
    [InlineData(Mode.Upgraded)]
    public async Task EachSocketHasItsOwn(Mode mode)
    {
        await using var server = await StartAsync();
        server.Io.Of("/game").HandleWith(socket => Props.Create(() => new Counter(socket)));
        await using var first = await server.ConnectAsync(mode, "/game");
        await using var second = await server.ConnectAsync(mode, "/game");
        await first.SendAsync("42/game,1[\"add\",2]", "42/game,2[\"add\",3]");
        await first.ExpectAsync("43/game,1[2]", "43/game,2[5]");
        await second.SendAsync("42/game,1[\"add\",7]");
        await second.ExpectAsync("43/game,1[7]");
    }

    [Fact]
    public async Task AReceiverThatForgetsDoneIsLogged()
    {
        var time = new FakeTimeProvider();
        await using var server = await StartAsync(o => (o.TimeProvider, o.HandlerTimeout) = (time, TimeSpan.FromSeconds(5)));
        var seen = new Probe<string>();
        server.Io.HandleWith(_system.ActorOf(Props.Create(() => new Forgetful(seen)), "forgetful"));
        await using var client = await server.ConnectAsync();
        await client.SendAsync("42[\"kept\\n\"]");
        Assert.Equal("kept\n", await seen.NextAsync());
        time.Advance(TimeSpan.FromSeconds(5));
        var record = await server.Logs.TheOneAsync(r => r.Id.Name == "EventNotDone");
        Assert.Equal(LogLevel.Warning, record.Level);
        Assert.StartsWith("Event kept\\u000a of socket ", record.Message, StringComparison.Ordinal);
        Assert.EndsWith("in / counts as handled: akka://handlers/user/forgetful has not said Done within handler-timeout", record.Message, StringComparison.Ordinal);
    }

    private Task<IoServer> StartAsync(Action<SocketIoOptions>? configure = null) =>
        IoServer.StartAsync(services => services.AddSocketIo(_system, configure), app => app.MapSocketIo().Server);

    private sealed class Counter : ReceiveActor
    {
        private int _sum;

        public Counter(ISocket socket) => Receive<SocketEvent>(e =>
        {
            Assert.Same(socket, e.Socket);
            e.Ack!.Send(_sum += e.Arguments.Get<int>(0));
        });
    }

    private sealed class Forgetful : ReceiveActor
    {
        public Forgetful(Probe<string> seen) => Receive<SocketEvent>(e => seen.Add(e.Name));
    }
}
