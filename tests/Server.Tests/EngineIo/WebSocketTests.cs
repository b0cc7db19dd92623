using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>What is special to sessions on a WebSocket.</summary>
public class WebSocketTests
{
    [Fact]
    public async Task FragmentsMakeOneMessage()
    {
        await using var server = await EngineServer.StartAsync();
        using var socket = await OpenAsync(server);
        await socket.SendAsync("4he", isEnd: false);
        await socket.SendAsync("", isEnd: false);
        await socket.SendAsync("llo");
        Assert.Equal("4hello", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task BytesMayComeAsBase64()
    {
        await using var server = await EngineServer.StartAsync();
        using var socket = await OpenAsync(server);
        await socket.SendAsync("bAQID");
        Assert.Equal("0x010203", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task BytesGoAsBase64ToWhoAskedForIt()
    {
        await using var server = await EngineServer.StartAsync();
        using var socket = new RawSocket(await server.OpenSocketAsync(EngineServer.Url("websocket") + "&b64=1"));
        Assert.StartsWith("0{", await socket.ReceiveAsync(), StringComparison.Ordinal);
        await socket.SendAsync([1, 2, 3]);
        Assert.Equal("bAQID", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task AnEmptyTextIsNoPacket()
    {
        await using var server = await EngineServer.StartAsync();
        using var socket = await OpenAsync(server);
        await socket.SendAsync("");
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal("parse error", (await server.NextClosedAsync()).Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Mirrors("engine.io/server.js", "should not be receiving data when getting a message longer than maxHttpBufferSize (websocket)")]
    public async Task AnOversizedMessageClosesWith1009(bool inFragments)
    {
        await using var server = await EngineServer.StartAsync(o => o.MaxHttpBufferSize = 100);
        using var socket = await OpenAsync(server);
        await socket.SendAsync("4" + new string('x', 99));
        Assert.Equal(100, (await socket.ReceiveAsync())!.Length);
        await socket.SendAsync("4" + new string('x', inFragments ? 50 : 100), isEnd: !inFragments);
        if (inFragments)
        {
            await socket.SendAsync(new string('x', 50), isEnd: false);
        }

        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(1009, (int?)socket.CloseStatus);
        Assert.Equal(new CloseReason("transport error", "max payload size exceeded"), await server.NextClosedAsync());
    }

    /// <summary>The client is still sending when the server has had enough: the close frame must reach it all the same.</summary>
    [Fact]
    public async Task AVeryOversizedMessageClosesWith1009()
    {
        await using var server = await EngineServer.StartAsync(o => o.MaxHttpBufferSize = 100);
        using var socket = await OpenAsync(server);
        await socket.SendAsync(new byte[5_000_000]);
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(1009, (int?)socket.CloseStatus);
    }

    [Fact]
    public async Task AClosePacketClosesTheWebSocket()
    {
        await using var server = await EngineServer.StartAsync();
        using var socket = await OpenAsync(server);
        await socket.SendAsync("1");
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(new CloseReason("transport close"), await server.NextClosedAsync());
    }

    [Fact]
    public async Task AServerCloseIsNormal()
    {
        await using var server = await EngineServer.StartAsync();
        using var socket = await OpenAsync(server);
        await socket.SendAsync("4close me");
        Assert.Equal("4bye", await socket.ReceiveAsync());
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(1000, (int?)socket.CloseStatus);
    }

    [Fact]
    public async Task AServerThatStopsGoesAway()
    {
        await using var server = await EngineServer.StartAsync();
        using var socket = await OpenAsync(server);
        var stopped = server.StopAsync();
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(1001, (int?)socket.CloseStatus);
        await socket.CloseAsync();
        await stopped;
    }

    [Fact]
    public async Task ACutConnectionIsClosedByTheClient()
    {
        await using var server = await EngineServer.StartAsync();
        using var socket = await OpenAsync(server);
        socket.Abort();
        Assert.Equal("transport close", (await server.NextClosedAsync()).Name);
    }

    [Fact]
    public async Task AWebSocketThatAsksForPollingIsClosed()
    {
        await using var server = await EngineServer.StartAsync();
        using var socket = new RawSocket(await server.OpenSocketAsync(EngineServer.Url("polling")));
        Assert.Null(await socket.ReceiveAsync());
    }

    /// <summary>What cannot be written holds nothing: neither the session nor, after it, the request. Kestrel is not to help.</summary>
    [Fact]
    public async Task AClientThatDoesNotReadIsCutOff()
    {
        var ended = new TaskCompletionSource();
        await using var server = await EngineServer.StartAsync(
            null,
            new LoopbackNetwork(),
            (app, echo) =>
            {
                app.Use(async (context, next) =>
                {
                    await next(context);
                    ended.SetResult();
                });
                app.MapEngineIo("/engine.io", echo);
            },
            b => b.WebHost.ConfigureKestrel(k => k.Limits.MinResponseDataRate = null));
        using var lazy = await RawTcp.ConnectAsync(server, receiveBuffer: 1024);
        await lazy.SendAsync(RawTcp.Handshake(EngineServer.Url("websocket")), Convert.FromHexString("8182000000003478"));
        Assert.Equal("x", await server.NextReceivedAsync());
        var connection = await server.NextOpenedAsync();
        connection.Send(new byte[12_000_000]);
        connection.Send(new byte[12_000_000]);
        Assert.Equal("client too slow", (await server.NextClosedAsync()).Name);
        await ended.Task.WaitAsync(EngineServer.Patience);
    }

    /// <summary>Frames with reserved bits, a continuation of nothing, an unknown opcode, an endless length, text that is no UTF-8.</summary>
    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("808000000000")]
    [InlineData("838100000000")]
    [InlineData("81FFFFFFFFFFFFFFFFFF00000000")]
    [InlineData("8182000000003480")]
    [Mirrors("engine.io/server.js", "should not throw when the client sends invalid data during the handshake (ws only)")]
    public async Task GarbageRightBehindTheHandshakeEndsOnlyThatSession(string garbage)
    {
        await using var server = await EngineServer.StartAsync();
        using var hostile = await RawTcp.ConnectAsync(server);
        await hostile.SendAsync(RawTcp.Handshake(EngineServer.Url("websocket")), Convert.FromHexString(garbage));
        Assert.Equal("transport error", (await server.NextClosedAsync()).Name);
        await hostile.ReadToEndAsync();

        using var socket = await OpenAsync(server);
        await socket.SendAsync("4hello");
        Assert.Equal("4hello", await socket.ReceiveAsync());
    }

    private static async Task<RawSocket> OpenAsync(EngineServer server)
    {
        var socket = await server.ConnectAsync();
        Assert.StartsWith("0{", await socket.ReceiveAsync(), StringComparison.Ordinal);
        return socket;
    }
}
