using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>From polling to a WebSocket, in good order and not.</summary>
public class UpgradeTests
{
    [Fact]
    [Mirrors("engine.io/server.js", "should upgrade")]
    public async Task AnUpgradeLosesNothingAndKeepsTheOrder()
    {
        await using var server = await EngineServer.StartAsync(null, new LoopbackNetwork(), (app, echo) =>
        {
            app.MapEngineIo("/other", new RecordingEcho());
            app.MapEngineIo("/engine.io", echo);
        });
        var sid = await server.OpenPollingAsync();
        var connection = await server.NextOpenedAsync();
        var (sent, pushed) = (0, 0);
        var received = new List<string>();

        await PostNextAsync(10);
        var poll = server.PollAsync(sid);
        PushNext(10);
        using var socket = await server.ConnectAsync(sid);
        received.AddRange((await poll).Split('\u001e'));
        await PostNextAsync(10);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        PushNext(10);
        await PostNextAsync(10);
        PushNext(10);

        // As a real client: polling is paused once its poll is answered, then the WebSocket takes over.
        received.AddRange((await server.PollAsync(sid)).Split('\u001e'));
        PushNext(10);
        await socket.SendAsync("5");
        while (sent < 50)
        {
            await socket.SendAsync($"4c{sent++}");
        }

        PushNext(10);
        while (received.Count(m => m != "6") < 100)
        {
            received.Add((await socket.ReceiveAsync())!);
        }

        Assert.Equal(Numbered("4c"), received.Where(m => m.StartsWith("4c", StringComparison.Ordinal)));
        Assert.Equal(Numbered("4s"), received.Where(m => m.StartsWith("4s", StringComparison.Ordinal)));
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal($"c{i}", await server.NextReceivedAsync());
        }

        Assert.Equal("websocket", connection.Transport);
        Assert.Equal("""{"code":3,"message":"Bad request"}""", await GetBodyAsync(server, sid));
        await socket.CloseAsync();
        Assert.Equal(new CloseReason("transport close"), await server.NextClosedAsync());

        async Task PostNextAsync(int count)
        {
            var payload = string.Join('\u001e', Enumerable.Range(sent, count).Select(i => $"4c{i}"));
            sent += count;
            Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(sid, payload)).StatusCode);
        }

        void PushNext(int count)
        {
            for (var end = pushed + count; pushed < end; pushed++)
            {
                connection.Send($"s{pushed}");
            }
        }

        static IEnumerable<string> Numbered(string prefix) =>
            Enumerable.Range(0, 50).Select(i => prefix + i.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task AHangingPollIsEndedWhileTheClientProbes()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        var poll = server.PollAsync(sid);
        using var socket = await server.ConnectAsync(sid);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        Assert.Equal("6", await poll);
        Assert.Equal("6", await server.PollAsync(sid));
    }

    [Fact]
    public async Task NothingButTheProbesAnswerComesBeforeTheUpgrade()
    {
        await using var server = await EngineServer.StartAsync(o => o.PingInterval = TimeSpan.FromMilliseconds(50));
        var sid = await server.OpenPollingAsync();
        var connection = await server.NextOpenedAsync();
        using var socket = await server.ConnectAsync(sid);
        connection.Send("hello");
        Assert.Contains("4hello", await server.PollAsync(sid), StringComparison.Ordinal);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task TheProbeMayBeLeftOut()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var socket = await server.ConnectAsync(sid);
        await socket.SendAsync("5");
        await socket.SendAsync("4hello");
        Assert.Equal("4hello", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task APollThatStillHangsIsToldToEnd()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var socket = await server.ConnectAsync(sid);
        var poll = GetBodyAsync(server, sid);
        await socket.SendAsync("5");

        // Nothing orders the two: a poll that comes after the upgrade is refused.
        Assert.Contains(await poll, new[] { "1", "", """{"code":3,"message":"Bad request"}""" });
        await socket.SendAsync("4hello");
        Assert.Equal("4hello", await socket.ReceiveAsync());
    }

    [Theory]
    [InlineData("4too early")]
    [InlineData("2")]
    [InlineData("2else")]
    [InlineData("3")]
    [InlineData("6")]
    [InlineData("x")]
    public async Task AnotherPacketThanTheProbeEndsTheUpgradeOnly(string packet)
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var socket = await server.ConnectAsync(sid);
        await socket.SendAsync(packet);
        Assert.Null(await socket.ReceiveAsync());
        await AssertPollsOnAsync(server, sid);
        Assert.False(server.HasReceived);
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
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        Assert.Null(await socket.ReceiveAsync());
        await AssertPollsOnAsync(server, sid);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AWebSocketThatIsLostEndsTheUpgradeOnly(bool cut)
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using (var socket = await server.ConnectAsync(sid))
        {
            await socket.SendAsync("2probe");
            Assert.Equal("3probe", await socket.ReceiveAsync());
            if (!cut)
            {
                await socket.CloseAsync();
                Assert.Null(await socket.ReceiveAsync());
            }
        }

        await AssertPollsOnAsync(server, sid);
        using var again = await server.ConnectAsync(sid);
        await again.SendAsync("5");
        await again.SendAsync("4hello");
        Assert.Equal("4hello", await again.ReceiveAsync());
    }

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("808000000000")]
    [InlineData("81FFFFFFFFFFFFFFFFFF00000000")]
    [Mirrors("engine.io/server.js", "should not throw when the client sends invalid data during the handshake (upgrade)")]
    public async Task GarbageEndsTheUpgradeOnly(string garbage)
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var hostile = await RawTcp.ConnectAsync(server);
        await hostile.SendAsync(RawTcp.Handshake(EngineServer.Url("websocket", sid)), Convert.FromHexString(garbage));
        await hostile.ReadToEndAsync();
        await AssertPollsOnAsync(server, sid);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Mirrors("engine.io/server.js", "should prevent the client from upgrading twice")]
    public async Task ASecondWebSocketIsClosedAndTheSessionLivesOn(bool whileUpgrading)
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var socket = await server.ConnectAsync(sid);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        if (!whileUpgrading)
        {
            await socket.SendAsync("5");
        }

        using var second = await server.ConnectAsync(sid);
        Assert.Null(await second.ReceiveAsync());
        if (whileUpgrading)
        {
            await socket.SendAsync("5");
        }

        await socket.SendAsync("4still here");
        Assert.Equal("4still here", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task ASecondWebSocketOfAWebSocketSessionIsClosed()
    {
        await using var server = await EngineServer.StartAsync();
        using var socket = await server.ConnectAsync();
        await socket.ReceiveAsync();
        using var second = await server.ConnectAsync((await server.NextOpenedAsync()).Id);
        Assert.Null(await second.ReceiveAsync());
        await socket.SendAsync("4still here");
        Assert.Equal("4still here", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task AWebSocketThatAsksForPollingDoesTheSessionNoHarm()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var socket = new RawSocket(await server.OpenSocketAsync(EngineServer.Url("polling", sid)));
        Assert.Null(await socket.ReceiveAsync());
        await AssertPollsOnAsync(server, sid);
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should close upgrading transport upon socket close")]
    public async Task AServerThatClosesWhileUpgradingClosesBoth()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var socket = await server.ConnectAsync(sid);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        (await server.NextOpenedAsync()).Close();
        Assert.Null(await socket.ReceiveAsync());
        Assert.EndsWith("1", await server.PollAsync(sid), StringComparison.Ordinal);
        Assert.Equal(new CloseReason("forced close"), await server.NextClosedAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should abort upgrade if socket is closed (GH-35)")]
    public async Task AClientThatClosesWhileUpgradingClosesBoth()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var socket = await server.ConnectAsync(sid);
        await socket.SendAsync("2probe");
        await server.PostAsync(sid, "1");
        Assert.Equal(new CloseReason("transport close"), await server.NextClosedAsync());
        var last = await socket.ReceiveAsync();
        Assert.True(last is null || (last == "3probe" && await socket.ReceiveAsync() is null));
    }

    [Fact]
    public async Task AnUpgradeIsNotRefusedWhenItIsOnlyNotOffered()
    {
        await using var server = await EngineServer.StartAsync(o => o.AllowUpgrades = false);
        var sid = await server.OpenPollingAsync();
        using var socket = await server.ConnectAsync(sid);
        await socket.SendAsync("5");
        await socket.SendAsync("4hello");
        Assert.Equal("4hello", await socket.ReceiveAsync());
    }

    private static async Task AssertPollsOnAsync(EngineServer server, string sid)
    {
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(sid, "4polls on")).StatusCode);
        Assert.Equal("4polls on", await server.PollAsync(sid));
        Assert.Equal("polls on", await server.NextReceivedAsync());
    }

    private static async Task<string> GetBodyAsync(EngineServer server, string sid) =>
        await (await server.Http.GetAsync(EngineServer.Url("polling", sid))).Content.ReadAsStringAsync();

    [Fact]
    public async Task AnUpgradeBeginsAHeartbeatOfItsOwn()
    {
        var time = new FakeTimeProvider();
        await using var server = await EngineServer.StartAsync(o =>
        {
            o.TimeProvider = time;
            o.PingInterval = TimeSpan.FromSeconds(10);
            o.PingTimeout = TimeSpan.FromSeconds(5);
        });
        var sid = await server.OpenPollingAsync();
        var poll = server.PollAsync(sid);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("2", await poll);

        // The ping that polling took along is never answered.
        using var socket = await server.ConnectAsync(sid);
        await socket.SendAsync("5");
        await socket.SendAsync("4hello");
        Assert.Equal("4hello", await socket.ReceiveAsync());
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("2", await socket.ReceiveAsync());
    }
    [Fact]
    [Mirrors("engine.io/server.js", "should not timeout after an upgrade")]
    public async Task AClientThatAnswersPingsIsNotTimedOutAfterItsUpgrade()
    {
        var time = new FakeTimeProvider();
        await using var server = await EngineServer.StartAsync(o =>
        {
            o.TimeProvider = time;
            o.PingInterval = TimeSpan.FromSeconds(10);
            o.PingTimeout = TimeSpan.FromSeconds(5);
        });
        await using var client = await WebSocketClient.UpgradeAsync(server);
        for (var i = 0; i < 3; i++)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await client.NextPingAsync();

            // Behind the pong: the next ping is due after the timeout of this one.
            await client.SendAsync("still here");
            Assert.Equal("still here", await client.ReceiveAsync());
        }
    }
}
