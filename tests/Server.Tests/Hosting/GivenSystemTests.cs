using Akka.Actor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Tests.Hosting;

/// <summary>An actor system of the application's own goes on without its host.</summary>
public class GivenSystemTests
{
    [Fact]
    public async Task ItIsNotStoppedWithTheHostAndTakesTheNextOne()
    {
        using var system = ActorSystem.Create("given");
        for (var i = 0; i < 2; i++)
        {
            await using var app = Build(system);
            await app.StartAsync();
            using var http = new HttpClient();
            Assert.StartsWith("0{", await http.GetStringAsync(app.Urls.First() + "/socket.io/?EIO=4&transport=polling"));
            await app.StopAsync();
        }

        Assert.False(system.WhenTerminated.IsCompleted);
        await system.Terminate();
    }

    [Fact]
    public async Task ItHasOneServerAtATime()
    {
        using var system = ActorSystem.Create("given");
        await using var first = Build(system);
        var failure = Assert.Throws<InvalidOperationException>(() => Build(system));
        Assert.Contains("has a Socket.IO server already", failure.Message, StringComparison.Ordinal);
        await system.Terminate();
    }

    [Fact]
    public async Task AServerThatCannotBeMadeLeavesNoActorInIt()
    {
        using var system = ActorSystem.Create("given");
        var made = new List<IActorRef>();
        var failure = Assert.Throws<InvalidOperationException>(() => Build(system, o => o.CreateAdapter = _ =>
        {
            made.Add(system.ActorSelection("/user/socket-io").ResolveOne(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult());
            throw new InvalidOperationException("no adapter");
        }));
        Assert.Equal("no adapter", failure.Message);
        using var stopped = Inbox.Create(system);
        stopped.Watch(Assert.Single(made));
        Assert.IsType<Terminated>(await stopped.ReceiveAsync(TimeSpan.FromSeconds(20)));
        await using var next = Build(system);
        await system.Terminate();
    }

    private static WebApplication Build(ActorSystem system, Action<SocketIoOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSocketIo(system, configure);
        var app = builder.Build();
        app.MapSocketIo();
        return app;
    }
}
