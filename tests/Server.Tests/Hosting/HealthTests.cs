using Akka.Actor;
using AkkaSocketIo.Server.Hosting;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.Hosting;

public class HealthTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task AServerThatServesIsReadyAndLive()
    {
        await using var server = await StartAsync();
        await AssertAsync(server, "ready", HealthStatus.Healthy);
        await AssertAsync(server, "live", HealthStatus.Healthy);
    }

    [Fact]
    public async Task AServerThatClosesIsNotReady()
    {
        await using var server = await StartAsync();
        await server.Io.CloseAsync();
        await AssertAsync(server, "ready", HealthStatus.Unhealthy, "closing");
        await AssertAsync(server, "live", HealthStatus.Healthy);
    }

    [Fact]
    public async Task AServerThatTakesNoMoreHandshakesIsDegraded()
    {
        await using var server = await StartAsync(o => o.MaxPendingHandshakes = 1);
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await AssertAsync(server, "ready", HealthStatus.Degraded, "max-pending-handshakes");
        await client.JoinAsync();
        await AssertAsync(server, "ready", HealthStatus.Healthy);
    }

    [Fact]
    public async Task AServerWhoseBufferIsFullIsDegraded()
    {
        await using var server = await StartAsync(o => (o.MaxBufferedBytes, o.MaxBufferedBytesTotal) = (10_000, 10_000));
        await using var silent = await PollingClient.OpenAsync(server);
        var id = await server.JoinAsync(silent);
        server.Io.To(id).Emit("e", new string('x', 10_000));
        await AssertAsync(server, "ready", HealthStatus.Degraded, "max-buffered-bytes-total");
    }

    [Fact]
    public async Task AServerWithoutItsActorSystemIsNeither()
    {
        using var system = ActorSystem.Create("given");
        await using var server = await IoServer.StartAsync(
            s => s.AddSocketIo(system).AddHealthChecks().AddSocketIo(), app => app.MapSocketIo().Server);
        await system.Terminate();
        await AssertAsync(server, "ready", HealthStatus.Unhealthy, "terminated");
        await AssertAsync(server, "live", HealthStatus.Unhealthy, "terminated");
    }

    [Fact]
    public async Task AnActorThatHangsIsNotLive()
    {
        await using var server = await StartAsync();
        var guardian = (IInternalActorRef)await server.Services.GetRequiredService<EngineNode>().System
            .ActorSelection("/user/socket-io").ResolveOne(IoServer.Patience);
        guardian.Suspend();
        var check = CheckAsync(server, "live");
        await _time.AdvanceUntilAsync(() => check.IsCompleted);
        Assert.Equal(HealthStatus.Unhealthy, (await check).Status);
        Assert.Contains("has not answered within 5 seconds", (await check).Entries.Single().Value.Description, StringComparison.Ordinal);
        guardian.Resume(null);
        await AssertAsync(server, "live", HealthStatus.Healthy);
    }

    [Fact]
    public async Task AnActorThatHasStoppedIsNotLive()
    {
        await using var server = await StartAsync();
        var guardian = await server.Services.GetRequiredService<EngineNode>().System.ActorSelection("/user/socket-io").ResolveOne(IoServer.Patience);
        await guardian.GracefulStop(IoServer.Patience);
        await AssertAsync(server, "live", HealthStatus.Unhealthy, "has stopped");
    }

    private Task<IoServer> StartAsync(Action<SocketIoOptions>? configure = null) => IoServer.StartAsync(
        o =>
        {
            o.TimeProvider = _time;
            configure?.Invoke(o);
        },
        s => s.AddHealthChecks().AddSocketIo());

    private static Task<HealthReport> CheckAsync(IoServer server, string tag) =>
        server.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(c => c.Tags.Contains(tag));

    private static async Task AssertAsync(IoServer server, string tag, HealthStatus status, string? because = null)
    {
        var (name, entry) = Assert.Single((await CheckAsync(server, tag)).Entries);
        Assert.Equal("socketio-" + tag, name);
        Assert.Equal(status, entry.Status);
        if (because is not null)
        {
            Assert.Contains(because, entry.Description, StringComparison.Ordinal);
        }
    }
}
