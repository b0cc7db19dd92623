using System.Diagnostics;
using System.Globalization;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>What a session does on every transport; a subclass says on which.</summary>
public abstract class SessionSpec
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(100);

    private protected abstract string Transport { get; }

    private protected virtual bool IsOfferedAnUpgrade => false;

    private protected virtual Network CreateNetwork() => new LoopbackNetwork();

    private protected abstract Task<TestClient> OpenAsync(EngineServer server);

    [Fact]
    [Mirrors("engine.io/server.js", "should exchange handshake data")]
    [Mirrors("engine.io/server.js", "should be able to open with ws directly")]
    [Mirrors("engine.io/server.js", "should not suggest any upgrades for websocket")]
    [Mirrors("engine.io/server.js", "should suggest all upgrades when no transports are disabled")]
    public async Task TheHandshakeHasItsFiveFields()
    {
        await using var server = await StartAsync();
        await using var client = await OpenAsync(server);
        Assert.Equal(["sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload"], client.Handshake.EnumerateObject().Select(p => p.Name));
        Assert.Equal(20, client.Handshake.GetProperty("sid").GetString()!.Length);
        Assert.Equal(25_000, client.Handshake.GetProperty("pingInterval").GetInt32());
        Assert.Equal(20_000, client.Handshake.GetProperty("pingTimeout").GetInt32());
        Assert.Equal(1_000_000, client.Handshake.GetProperty("maxPayload").GetInt32());
        Assert.Equal(IsOfferedAnUpgrade ? ["websocket"] : [], client.Handshake.GetProperty("upgrades").EnumerateArray().Select(u => u.GetString()));
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should allow custom ping timeouts")]
    public async Task TheHandshakeTellsTheSettings()
    {
        await using var server = await StartAsync(o =>
        {
            o.PingInterval = TimeSpan.FromSeconds(7);
            o.PingTimeout = TimeSpan.FromMilliseconds(123);
            o.MaxHttpBufferSize = 4321;
        });
        await using var client = await OpenAsync(server);
        Assert.Equal([7000, 123, 4321], new[] { "pingInterval", "pingTimeout", "maxPayload" }.Select(p => client.Handshake.GetProperty(p).GetInt32()));
    }

    [Fact]
    public async Task TheServerKnowsTheSession()
    {
        await using var server = await StartAsync();
        await using var client = await OpenAsync(server);
        var connection = await server.NextOpenedAsync();
        Assert.Equal(client.Handshake.GetProperty("sid").GetString(), connection.Id);
        Assert.Equal(Transport, connection.Transport);
        Assert.Equal("4", connection.Handshake.Query["EIO"]);
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should arrive from client to server via WebSockets")]
    [Mirrors("engine.io/server.js", "should arrive from client to server via XMLHttpRequest")]
    public async Task TheServerSeesTheRequestsHeaders()
    {
        await using var server = await StartAsync();
        server.Http.DefaultRequestHeaders.Add("X-Custom", "a value");
        await using var client = await OpenAsync(server);
        Assert.Equal("a value", (await server.NextOpenedAsync()).Handshake.Headers["x-custom"]);
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should arrive from server to client")]
    [Mirrors("engine.io/server.js", "should arrive from server to client (ws)")]
    [Mirrors("engine.io/server.js", "should execute once for each send")]
    public async Task MessagesComeOnceAndInOrder()
    {
        await using var server = await StartAsync();
        await using var client = await OpenAsync(server);
        string[] messages = ["a", "", "0", "bAQ==", "\u2028\"\\", "€😀", .. Enumerable.Range(0, 50).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        foreach (var message in messages)
        {
            await client.SendAsync(message);
        }

        foreach (var message in messages)
        {
            Assert.Equal(message, await client.ReceiveAsync());
        }
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should arrive when binary data is sent as Int8Array (ws)")]
    [Mirrors("engine.io/server.js", "should arrive when binary data is sent as Int32Array (ws)")]
    [Mirrors("engine.io/server.js", "should arrive when binary data is sent as Int32Array, given as ArrayBuffer(ws)")]
    [Mirrors("engine.io/server.js", "should arrive when binary data is sent as Buffer (ws)")]
    [Mirrors("engine.io/server.js", "should arrive when binary data sent as Buffer (polling)")]
    public async Task BytesComeUnchangedAndInOrderWithText()
    {
        await using var server = await StartAsync();
        await using var client = await OpenAsync(server);
        var connection = await server.NextOpenedAsync();
        var all = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        connection.Send(all);
        connection.Send("text");
        connection.Send([]);
        Assert.Equal("0x" + Convert.ToHexString(all), await client.ReceiveAsync());
        Assert.Equal("text", await client.ReceiveAsync());
        Assert.Equal("0x", await client.ReceiveAsync());

        await client.SendAsync(all);
        Assert.Equal("0x" + Convert.ToHexString(all), await client.ReceiveAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should support chinese")]
    public async Task ChineseComesUnchanged()
    {
        await using var server = await StartAsync();
        await using var client = await OpenAsync(server);
        await client.SendAsync("论语：学而时习之");
        Assert.Equal("论语：学而时习之", await server.NextReceivedAsync());
        Assert.Equal("论语：学而时习之", await client.ReceiveAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should receive data when getting a message shorter than maxHttpBufferSize when polling")]
    public async Task AMessageMayBeAsLargeAsTheLimit()
    {
        await using var server = await StartAsync();
        await using var client = await OpenAsync(server);
        var message = new string('x', 999_999);
        await client.SendAsync(message);
        Assert.Equal(message, await client.ReceiveAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should interleave with pongs if many messages buffered after connection open")]
    public async Task ManyLargeMessagesDoNotStarveTheHeartbeat()
    {
        await using var server = await StartAsync(o => o.PingInterval = s_short);
        await using var client = await OpenAsync(server);
        var connection = await server.NextOpenedAsync();
        var message = new string('x', 100_000);
        for (var i = 0; i < 100; i++)
        {
            connection.Send(message);
        }

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(message, await client.ReceiveAsync());
        }

        await client.NextPingAsync();
        await client.NextPingAsync();
        await client.SendAsync("still here");
        Assert.Equal("still here", await client.ReceiveAsync());
    }

    [Fact]
    public async Task AClientThatAnswersPingsStays()
    {
        await using var server = await StartAsync(o => o.PingInterval = s_short);
        await using var client = await OpenAsync(server);
        for (var i = 0; i < 5; i++)
        {
            await client.NextPingAsync();
        }

        await client.SendAsync("still here");
        Assert.Equal("still here", await client.ReceiveAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should trigger on server if the client does not pong")]
    [Mirrors("engine.io/server.js", "should trigger on both ends upon ping timeout")]
    [Mirrors("engine.io/server.js", "should close transport upon ping timeout (ws)")]
    [Mirrors("engine.io/server.js", "should close transport upon ping timeout (polling)")]
    [Mirrors("engine.io/server.js", "should trigger with connection `ping timeout` after `pingInterval + pingTimeout` (EIO4)")]
    public async Task ASilentClientIsClosedAfterIntervalAndTimeout()
    {
        await using var server = await StartAsync(o => (o.PingInterval, o.PingTimeout) = (s_short, s_short));
        var started = Stopwatch.GetTimestamp();
        await using var client = await OpenAsync(server);
        client.AnswersPings = false;
        Assert.Equal(new CloseReason("ping timeout"), await server.NextClosedAsync());
        Assert.True(Stopwatch.GetElapsedTime(started) >= 2 * s_short);
        Assert.Null(await client.ReceiveAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should arrive from server to client (multiple)")]
    [Mirrors("engine.io/server.js", "should arrive from server to client (multiple, ws)")]
    [Mirrors("engine.io/server.js", "should arrive from server to client (multiple, no delay, ws)")]
    [Mirrors("engine.io/server.js", "should trigger when server closes a client")]
    [Mirrors("engine.io/server.js", "should trigger when server closes a client (ws)")]
    [Mirrors("engine.io/server.js", "should not discard the packets in the writeBuffer when closing gracefully")]
    public async Task AServerThatClosesSendsWhatWaits()
    {
        await using var server = await StartAsync();
        await using var client = await OpenAsync(server);
        var connection = await server.NextOpenedAsync();
        connection.Send("a");
        connection.Send("b");
        connection.Send("c");
        connection.Close();
        connection.Send("too late");
        Assert.Equal("a", await client.ReceiveAsync());
        Assert.Equal("b", await client.ReceiveAsync());
        Assert.Equal("c", await client.ReceiveAsync());
        Assert.Null(await client.ReceiveAsync());
        Assert.Equal(new CloseReason("forced close"), await server.NextClosedAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should trigger early with connection `transport close` after missing pong")]
    public async Task ACloseAfterAHeartbeatIsSeenAtOnce()
    {
        await using var server = await StartAsync(o => o.PingInterval = s_short);
        await using var client = await OpenAsync(server);
        var connection = await server.NextOpenedAsync();
        client.AnswersPings = false;
        await client.NextPingAsync();
        connection.Close();
        Assert.Null(await client.ReceiveAsync());
        Assert.Equal(new CloseReason("forced close"), await server.NextClosedAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should trigger when client closes")]
    [Mirrors("engine.io/server.js", "should trigger when client closes (ws)")]
    public async Task AClientThatClosesIsGone()
    {
        await using var server = await StartAsync();
        await using var client = await OpenAsync(server);
        await client.SendAsync("hello");
        Assert.Equal("hello", await client.ReceiveAsync());
        await client.CloseAsync();
        Assert.Equal("transport close", (await server.NextClosedAsync()).Name);
        Assert.Null(await client.ReceiveAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should close transport upon parse error (ws)")]
    [Mirrors("engine.io/server.js", "should close transport upon parse error (polling)")]
    public async Task WhatIsNoPacketEndsTheSession()
    {
        await using var server = await StartAsync();
        await using var client = await OpenAsync(server);
        await client.SendPacketAsync("abc");
        Assert.Equal("parse error", (await server.NextClosedAsync()).Name);
        Assert.Null(await client.ReceiveAsync());
    }

    [Fact]
    public async Task APingOfTheClientEndsTheSession()
    {
        await using var server = await StartAsync();
        await using var client = await OpenAsync(server);
        await client.SendPacketAsync("2");
        Assert.Equal(new CloseReason("transport error", "invalid heartbeat direction"), await server.NextClosedAsync());
        Assert.Null(await client.ReceiveAsync());
    }

    [Fact]
    public async Task AServerThatStopsClosesItsSessions()
    {
        await using var server = await StartAsync();
        await using var client = await OpenAsync(server);
        await client.SendAsync("hello");
        Assert.Equal("hello", await client.ReceiveAsync());
        await server.StopAsync();
        Assert.Null(await client.ReceiveAsync());
        Assert.Equal(new CloseReason("server shutting down"), await server.NextClosedAsync());
    }

    private Task<EngineServer> StartAsync(Action<SocketIoOptions>? configure = null) => EngineServer.StartAsync(configure, CreateNetwork());
}
