using System.Net;
using System.Net.Http.Headers;

namespace AkkaSocketIo.Server.Tests.EngineIo;

public class SessionTests
{
    [Fact]
    public async Task MessagesComeBackByPolling()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        var response = await server.PostAsync(sid, "4hello\u001e4€😀\u001ebAQIDBA==");
        Assert.Equal("ok", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("4hello\u001e4€😀\u001ebAQIDBA==", await server.PollAsync(sid));
    }

    [Fact]
    public async Task MessagesComeBackByWebSocket()
    {
        await using var server = await EngineServer.StartAsync();
        using var socket = await server.ConnectAsync();
        await socket.ReceiveAsync();
        await socket.SendAsync("4hello");
        await socket.SendAsync([1, 2, 3]);
        Assert.Equal("4hello", await socket.ReceiveAsync());
        Assert.Equal("0x010203", await socket.ReceiveAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should upgrade")]
    public async Task AnUpgradeLosesNothing()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        var poll = server.PollAsync(sid);
        using var socket = await server.ConnectAsync(sid);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        Assert.Equal("6", await poll);
        await server.PostAsync(sid, "4before");
        await socket.SendAsync("5");
        Assert.Equal("4before", await socket.ReceiveAsync());
        await socket.SendAsync("4after");
        Assert.Equal("4after", await socket.ReceiveAsync());
        var late = await server.Http.GetAsync(EngineServer.Url("polling", sid));
        Assert.Equal("""{"code":3,"message":"Bad request"}""", await late.Content.ReadAsStringAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should prevent the client from upgrading twice")]
    public async Task ASecondWebSocketIsClosedAndTheSessionLivesOn()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var socket = await server.ConnectAsync(sid);
        await socket.SendAsync("2probe");
        await socket.ReceiveAsync();
        await socket.SendAsync("5");
        using var second = await server.ConnectAsync(sid);
        Assert.Null(await second.ReceiveAsync());
        await socket.SendAsync("4still here");
        Assert.Equal("4still here", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task AnUpgradeThatGoesWrongLeavesThePollingSession()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using (var socket = await server.ConnectAsync(sid))
        {
            await socket.SendAsync("4too early");
            Assert.Null(await socket.ReceiveAsync());
        }

        await server.PostAsync(sid, "4hello");
        Assert.Equal("4hello", await server.PollAsync(sid));
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should close upgrading transport upon upgrade timeout")]
    public async Task AnUpgradeThatIsNotCompletedIsClosed()
    {
        await using var server = await EngineServer.StartAsync(o =>
        {
            o.UpgradeTimeout = TimeSpan.FromMilliseconds(200);
            o.PingInterval = TimeSpan.FromSeconds(1);
        });
        var sid = await server.OpenPollingAsync();
        using var socket = await server.ConnectAsync(sid);
        Assert.Null(await socket.ReceiveAsync());
        await server.PostAsync(sid, "4hello");
        Assert.Equal("4hello", await server.PollAsync(sid));
    }

    [Fact]
    public async Task OverlappingPollsCloseTheSession()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        var first = server.Http.GetAsync(EngineServer.Url("polling", sid));
        var second = server.Http.GetAsync(EngineServer.Url("polling", sid));
        var answers = await Task.WhenAll(first, second);
        Assert.Equal([200, 400], answers.Select(a => (int)a.StatusCode).Order());
        Assert.Equal("1", await answers.Single(a => a.IsSuccessStatusCode).Content.ReadAsStringAsync());
        Assert.Equal(new CloseReason("transport error", "overlap from client"), await server.NextClosedAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should trigger if a poll request is ongoing and the underlying socket closes, as in a browser tab close")]
    public async Task AnAbortedPollClosesTheSession()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Http.GetAsync(EngineServer.Url("polling", sid), cancel.Token));
        Assert.Equal(new CloseReason("transport error", "poll connection closed prematurely"), await server.NextClosedAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should trigger when client closes")]
    public async Task AClosePacketEndsTheHangingPollWithNoop()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        var poll = server.PollAsync(sid);
        await Task.WhenAny(poll, server.PostAsync(sid, "4x"));
        Assert.Equal("4x", await poll);
        poll = server.PollAsync(sid);
        Assert.Equal("ok", await (await server.PostAsync(sid, "1")).Content.ReadAsStringAsync());
        Assert.Contains(await poll, new[] { "6", """{"code":1,"message":"Session ID unknown"}""" });
        Assert.Equal("transport close", (await server.NextClosedAsync()).Name);
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should close transport upon parse error (polling)")]
    public async Task AMalformedPayloadClosesTheSession()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(sid, "abc")).StatusCode);
        Assert.Equal("parse error", (await server.NextClosedAsync()).Name);
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should abort the polling data request if the content type is invalid")]
    public async Task BinaryBodiesAreRefused()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var content = new ByteArrayContent([1, 2, 3]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var response = await server.Http.PostAsync(EngineServer.Url("polling", sid), content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("transport error", (await server.NextClosedAsync()).Name);
    }

    [Fact]
    public async Task AnOversizedBodyIsRefusedAndTheSessionLivesOn()
    {
        await using var server = await EngineServer.StartAsync(o => o.MaxHttpBufferSize = 100);
        var sid = await server.OpenPollingAsync();
        var response = await server.PostAsync(sid, "4" + new string('x', 100));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        var fits = "4" + new string('x', 99);
        await server.PostAsync(sid, fits);
        Assert.Equal(fits, await server.PollAsync(sid));
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should not be receiving data when getting a message longer than maxHttpBufferSize (websocket)")]
    public async Task AnOversizedWebSocketMessageClosesWith1009()
    {
        await using var server = await EngineServer.StartAsync(o => o.MaxHttpBufferSize = 100);
        using var socket = await server.ConnectAsync();
        await socket.ReceiveAsync();
        await socket.SendAsync("4" + new string('x', 100));
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(1009, (int?)socket.CloseStatus);
        Assert.Equal("transport error", (await server.NextClosedAsync()).Name);
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should trigger on server if the client does not pong")]
    public async Task ASilentClientTimesOut()
    {
        await using var server = await EngineServer.StartAsync(o =>
        {
            o.PingInterval = TimeSpan.FromMilliseconds(100);
            o.PingTimeout = TimeSpan.FromMilliseconds(100);
        });
        using var socket = await server.ConnectAsync();
        await socket.ReceiveAsync();
        Assert.Equal("2", await socket.ReceiveAsync());
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal("ping timeout", (await server.NextClosedAsync()).Name);
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should not discard the packets in the writeBuffer when closing gracefully")]
    public async Task AServerCloseSendsWhatIsWaiting()
    {
        await using var server = await EngineServer.StartAsync();
        using var socket = await server.ConnectAsync();
        await socket.ReceiveAsync();
        await socket.SendAsync("4close me");
        Assert.Equal("4bye", await socket.ReceiveAsync());
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(1000, (int?)socket.CloseStatus);
        Assert.Equal("forced close", (await server.NextClosedAsync()).Name);

        var sid = await server.OpenPollingAsync();
        await server.PostAsync(sid, "4close me");
        Assert.Equal("4bye", await server.PollAsync(sid));
        Assert.Equal("6\u001e1", await server.PollAsync(sid));
        Assert.Equal("forced close", (await server.NextClosedAsync()).Name);
    }

    [Fact]
    public async Task AServerThatStopsTellsItsClients()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var socket = await server.ConnectAsync();
        await socket.ReceiveAsync();
        await socket.SendAsync("4hello");
        Assert.Equal("4hello", await socket.ReceiveAsync());
        await server.PostAsync(sid, "4hello");
        Assert.Equal("4hello", await server.PollAsync(sid));
        var closed = socket.ReceiveAsync();
        await server.StopAsync();
        Assert.Null(await closed);
        Assert.Equal(1001, (int?)socket.CloseStatus);
        Assert.Equal("server shutting down", (await server.NextClosedAsync()).Name);
    }
}
