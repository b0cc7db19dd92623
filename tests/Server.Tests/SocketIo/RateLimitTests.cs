using System.Globalization;
using System.Net;
using AkkaSocketIo.Server.Tests.EngineIo;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>How often a client may do something.</summary>
public class RateLimitTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task WhoSendsTooManyEventsIsClosed()
    {
        await using var server = await StartAsync(o => (o.MaxEventsPerSecond, o.MaxEventsBurst) = (1, 3));
        using var errors = server.Collect("protocol_errors");
        var reasons = new Probe<DisconnectReason>();
        server.Io.OnDisconnect((_, reason) => reasons.Add(reason));
        await using var other = await server.ConnectAsync();

        // CONNECT is the first of the three.
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"echo\",1]", "422[\"echo\",2]");
        await client.ExpectAsync("431[1]", "432[2]");
        _time.Advance(TimeSpan.FromSeconds(1));
        await client.SendAsync("423[\"echo\",3]");
        await client.ExpectAsync("433[3]");
        await client.SendAsync("424[\"echo\",4]");
        await client.ExpectCloseAsync();
        Assert.Equal(1008, client.CloseCode);
        Assert.Equal("limit exceeded", (await reasons.NextAsync()).Name);
        Assert.Equal("TooManyEvents", await errors.TheErrorAsync());
        var log = await server.Logs.TheOneAsync(l => l.Id.Name == "ProtocolViolated");
        Assert.Equal(LogLevel.Information, log.Level);
        Assert.Contains("max-events-per-second", log.Message, StringComparison.Ordinal);
        await other.SendAsync("425[\"echo\",5]");
        await other.ExpectAsync("435[5]");
    }

    [Fact]
    public async Task AnEventWithAttachmentsIsOne()
    {
        await using var server = await StartAsync(o => o.MaxEventsPerSecond = 2);
        server.Io.On("length", (byte[] a, byte[] b) => a.Length + b.Length);
        await using var client = await server.ConnectAsync();
        await client.SendAsync("452-1[\"length\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]", "bAQID", "bAQID");
        await client.ExpectAsync("431[6]");
    }

    [Fact]
    public async Task OnlyAcknowledgementsThatNobodyAskedForCount()
    {
        await using var server = await StartAsync(o => o.MaxEventsPerSecond = 2);
        var answers = new Probe<int>();
        server.Io.OnConnection(async socket =>
        {
            for (var i = 0; i < 5; i++)
            {
                answers.Add(await socket.EmitWithAckAsync<int>("question"));
            }
        });
        await using var client = await server.ConnectAsync();
        for (var i = 0; i < 5; i++)
        {
            await client.ExpectAsync($"42{i}[\"question\"]");
            await client.SendAsync($"43{i}[{i}]");
            Assert.Equal(i, await answers.NextAsync());
        }

        await client.SendAsync("4399[1]", "4398[1]");
        await client.ExpectCloseAsync();
        Assert.Equal(1008, client.CloseCode);
    }

    [Fact]
    public async Task AnEngineCountsMessages()
    {
        await using var server = await EngineServer.StartAsync(o => (o.MaxEventsPerSecond, o.TimeProvider) = (2, _time));
        await using var client = await EngineIo.WebSocketClient.OpenAsync(server);
        foreach (var message in new[] { "a", "b" })
        {
            await client.SendAsync(message);
            Assert.Equal(message, await client.ReceiveAsync());
        }

        await client.SendAsync("c");
        Assert.Null(await client.ReceiveAsync());
        Assert.Equal("limit exceeded", (await server.NextClosedAsync()).Name);
    }

    [Fact]
    public async Task AnAddressThatBeginsTooManyHandshakesHasToWait()
    {
        await using var server = await StartAsync(o => (o.MaxHandshakesPerSecond, o.MaxHandshakesBurst) = (1, 2));
        using var rejected = server.Collect("requests.rejected");
        await using var first = await server.ConnectAsync(Mode.Polling);
        await using var second = await server.OpenAsync(Mode.WebSocket);
        using (var answer = await server.Http.GetAsync(IoServer.Url("polling")))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
            Assert.Equal("""{"code":3,"message":"Too many requests"}""", await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal("TOO_MANY_REQUESTS", await rejected.TheErrorAsync());
        Assert.DoesNotContain(server.Logs.GetSnapshot(), r => r.Id.Name == "RequestRefused" && r.Level > Microsoft.Extensions.Logging.LogLevel.Debug);
        var refused = await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => server.OpenAsync(Mode.WebSocket));
        Assert.Contains(429.ToString(CultureInfo.InvariantCulture), refused.Message, StringComparison.Ordinal);

        // Sessions that are open go on.
        await first.SendAsync("421[\"echo\",1]");
        await first.ExpectAsync("431[1]");
        _time.Advance(TimeSpan.FromSeconds(1));
        await using var third = await server.OpenAsync(Mode.Polling);
    }

    [Fact]
    public async Task AllPathsOfAServerCountAnAddressTogether()
    {
        await using var server = await EngineServer.StartAsync(
            o => (o.MaxHandshakesPerSecond, o.TimeProvider) = (1, _time), new LoopbackNetwork(), (app, echo) =>
            {
                app.MapEngineIo("/engine.io", echo);
                app.MapEngineIo("/other", echo);
            });
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/engine.io/?EIO=4&transport=polling")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.Http.GetAsync("/other/?EIO=4&transport=polling")).StatusCode);
    }

    private async Task<IoServer> StartAsync(Action<SocketIoOptions> limit)
    {
        var server = await IoServer.StartAsync(o =>
        {
            o.TimeProvider = _time;
            limit(o);
        });
        server.Io.On("echo", (int n) => n);
        return server;
    }
}
