using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>How connections are lost, as the application reads it.</summary>
public class ReasonTests
{
    [Theory]
    [InlineData(Mode.WebSocket)]
    [InlineData(Mode.Upgraded)]
    public async Task ACutWebSocketIsATransportClose(Mode mode)
    {
        await using var server = await IoServer.StartAsync();
        var reasons = Reasons(server);
        await using var client = await server.ConnectAsync(mode);
        client.Abort();
        var reason = await reasons.NextAsync();
        Assert.Equal(("transport close", true), (reason.Name, reason.Recoverable));
    }

    [Fact]
    public async Task AnAbandonedPollIsATransportError()
    {
        await using var server = await IoServer.StartAsync();
        var reasons = Reasons(server);
        await using var client = await PollingClient.OpenAsync(server);
        await server.JoinAsync(client);
        server.Io.Emit("waits for nobody");
        await client.ExpectAsync("42[\"waits for nobody\"]");
        var poll = client.GetAsync();
        server.Io.Emit("shows that the poll hangs");
        await poll;
        poll = client.GetAsync();
        await client.SendAsync("3");
        client.Abort();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
        Assert.Equal(new DisconnectReason("transport error", "poll connection closed prematurely", true), await reasons.NextAsync());
    }

    [Fact]
    public async Task PollsThatOverlapAreATransportError()
    {
        await using var server = await IoServer.StartAsync();
        var reasons = Reasons(server);
        await using var client = await PollingClient.OpenAsync(server);
        await client.JoinAsync();
        await Task.WhenAll(client.GetAsync(), client.GetAsync());
        Assert.Equal(new DisconnectReason("transport error", "overlap from client", true), await reasons.NextAsync());
    }

    [Fact]
    public async Task TheReasonIsCountedWithTheSocket()
    {
        await using var server = await IoServer.StartAsync();
        var reasons = Reasons(server);
        using var disconnects = server.Collect("disconnects");
        using var sockets = server.Collect("active_sockets");
        await using var client = await server.ConnectAsync();
        await client.CloseAsync();
        await reasons.NextAsync();
        var counted = await disconnects.TheOneAsync();
        Assert.Equal(("/", "transport close"), (counted.Tags["socketio.namespace"], counted.Tags["socketio.disconnect.reason"]));
        Assert.Equal([1, -1], sockets.GetMeasurementSnapshot().Select(m => m.Value));
    }

    private static Probe<DisconnectReason> Reasons(IoServer server)
    {
        var reasons = new Probe<DisconnectReason>();
        server.Io.OnDisconnect((_, reason) => reasons.Add(reason));
        return reasons;
    }
}
