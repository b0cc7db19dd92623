using System.Net;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>How much may wait: handshakes for a namespace, events for their handlers, packets for who does not read.</summary>
public class FlowLimitTests
{
    [Theory]
    [InlineData(Mode.Polling)]
    [InlineData(Mode.WebSocket)]
    public async Task HandshakesThatJoinNothingAreBounded(Mode mode)
    {
        await using var server = await StartAsync(o => o.MaxPendingHandshakes = 2);
        using var rejected = server.Collect("requests.rejected");
        await using var first = await server.OpenAsync(mode);
        await using var second = await server.OpenAsync(mode);
        using (var answer = await server.Http.GetAsync(IoServer.Url("polling")))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }

        Assert.Equal("UNAVAILABLE", await rejected.TheErrorAsync());
        await server.Logs.TheOneAsync(l => l.Message.Contains("UNAVAILABLE", StringComparison.Ordinal));
        await first.JoinAsync();
        await using var third = await server.ConnectAsync(mode);
        await using var fourth = await server.OpenAsync(mode);
        var closed = new Probe<string>();
        server.Io.OnDisconnect((s, _) => closed.Add(s.Id));
        await third.CloseAsync();
        await closed.NextAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.Http.GetAsync(IoServer.Url("polling"))).StatusCode);
        await StillServesAsync(first);
    }

    [Fact]
    public async Task WhatIsPostedAndNotHandledIsBounded()
    {
        await using var server = await StartAsync(o => o.MaxInboundBytes = 2000);
        var (reasons, held) = (new Probe<DisconnectReason>(), new TaskCompletionSource());
        server.Io.On("hold", () => held.Task);
        server.Io.OnDisconnect((_, reason) => reasons.Add(reason));
        await using var client = await PollingClient.OpenAsync(server);
        await client.JoinAsync();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await client.PostAsync("42[\"hold\",\"" + new string('x', 900) + "\"]");
        }

        using var late = await client.GetAsync();
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        held.SetResult();
        Assert.Equal("inbound overflow", (await reasons.NextAsync()).Name);
    }

    [Fact]
    public async Task WhatWaitsBehindAConnectionHandlerThatAsksIsBounded()
    {
        await using var server = await StartAsync(o => o.MaxInboundBytes = 2000);
        var reasons = new Probe<DisconnectReason>();
        server.Io.OnDisconnect((_, reason) => reasons.Add(reason));
        server.Io.OnConnection(async s => await s.EmitWithAckAsync("question"));
        await using var client = await server.ConnectAsync();
        await client.ExpectAsync("420[\"question\"]");
        await client.SendAsync([.. Enumerable.Repeat("42[\"e\",\"" + new string('x', 900) + "\"]", 3)]);
        await client.ExpectCloseAsync();
        Assert.Equal(1008, client.CloseCode);
        Assert.Equal("inbound overflow", (await reasons.NextAsync()).Name);
    }

    [Fact]
    public async Task WhoDoesNotReadIsClosed()
    {
        await using var server = await StartAsync(o => o.MaxBufferedBytes = 10_000);
        var reasons = new Probe<DisconnectReason>();
        server.Io.OnDisconnect((_, reason) => reasons.Add(reason));
        using var overflows = server.Collect("outbox.overflows");
        await using var other = await server.ConnectAsync();
        await using var client = await PollingClient.OpenAsync(server);
        var id = await server.JoinAsync(client);
        for (var i = 0; i < 11; i++)
        {
            server.Io.To(id).Emit("e", new string('x', 1000));
        }

        Assert.Equal("client too slow", (await reasons.NextAsync()).Name);
        Assert.Equal(1, overflows.GetMeasurementSnapshot().Sum(m => m.Value));
        await StillServesAsync(other);
    }

    private static async Task<IoServer> StartAsync(Action<SocketIoOptions> limit)
    {
        var server = await IoServer.StartAsync(o =>
        {
            o.MaxHttpBufferSize = 1000;
            limit(o);
        });
        server.Io.On("echo", (int n) => n);
        return server;
    }

    private static async Task StillServesAsync(WireClient client)
    {
        await client.SendAsync("4299[\"echo\",1]");
        await client.ExpectAsync("4399[1]");
    }
}
