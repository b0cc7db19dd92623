using System.Threading.Channels;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>What the engine tells of its sessions.</summary>
public class EngineEventTests
{
    [Fact]
    [Mirrors("engine.io/server.js", "should register a new client")]
    [Mirrors("engine.io/server.js", "should trigger a connection event with a Socket")]
    [Mirrors("engine.io/server.js", "should open with polling by default")]
    public async Task OpenClientsAreCounted()
    {
        await using var server = await EngineServer.StartAsync();
        var opened = Channel.CreateUnbounded<IEngineConnection>();
        var closed = Channel.CreateUnbounded<(IEngineConnection, CloseReason)>();
        server.Engine.OnConnection(c => opened.Writer.TryWrite(c)).OnClose((c, reason) => closed.Writer.TryWrite((c, reason)));
        Assert.Equal(0, server.Engine.ClientsCount);
        var sid = await server.OpenPollingAsync();
        using var socket = await server.ConnectAsync();
        await socket.ReceiveAsync();
        Assert.Equal(2, server.Engine.ClientsCount);
        var first = await EngineServer.NextAsync(opened.Reader);
        Assert.Equal((sid, "polling"), (first.Id, first.Transport));
        Assert.Equal("websocket", (await EngineServer.NextAsync(opened.Reader)).Transport);

        await server.PostAsync(sid, "1");
        Assert.Equal((first, new CloseReason(CloseReason.TransportClose)), await EngineServer.NextAsync(closed.Reader));
        Assert.Equal(1, server.Engine.ClientsCount);
        socket.Abort();
        await EngineServer.NextAsync(closed.Reader);
        Assert.Equal(0, server.Engine.ClientsCount);
    }

    [Fact]
    public async Task AnUpgradeIsTold()
    {
        await using var server = await EngineServer.StartAsync();
        var upgraded = Channel.CreateUnbounded<(string, string)>();
        server.Engine.OnUpgrade(c => upgraded.Writer.TryWrite((c.Id, c.Transport)));
        await using var client = await WebSocketClient.UpgradeAsync(server);
        Assert.Equal((client.Handshake.GetProperty("sid").GetString()!, "websocket"), await EngineServer.NextAsync(upgraded.Reader));
    }

    [Theory]
    [InlineData("polling")]
    [InlineData("websocket")]
    [Mirrors("engine.io/server.js", "should emit when socket receives packet")]
    [Mirrors("engine.io/server.js", "should emit when receives pong")]
    [Mirrors("engine.io/server.js", "should emit before socket send message")]
    [Mirrors("engine.io/server.js", "should emit before send pong")]
    public async Task PacketsAreToldBothWays(string transport)
    {
        await using var server = await EngineServer.StartAsync(o => o.PingInterval = TimeSpan.FromMilliseconds(50));
        var packets = Channel.CreateUnbounded<string>();
        server.Engine.OnPacket((_, p) => packets.Writer.TryWrite("< " + Text(p))).OnPacketCreate((_, p) => packets.Writer.TryWrite("> " + Text(p)));
        await using var client = transport == "polling" ? await PollingClient.OpenAsync(server) : await WebSocketClient.OpenAsync(server);
        Assert.StartsWith("> open {\"sid\":", await EngineServer.NextAsync(packets.Reader), StringComparison.Ordinal);
        Assert.Equal("> ping ", await EngineServer.NextAsync(packets.Reader));
        Assert.Equal("< pong ", await EngineServer.NextAsync(packets.Reader));
        client.AnswersPings = false;
        await client.SendAsync("hello");
        Assert.Equal("hello", await client.ReceiveAsync());
        await client.SendAsync([1, 2]);
        List<string> rest = [];
        while (rest.Count < 4)
        {
            var packet = await EngineServer.NextAsync(packets.Reader);
            if (!packet.EndsWith("ng ", StringComparison.Ordinal))
            {
                rest.Add(packet);
            }
        }

        Assert.Equal(["< message hello", "> message hello", "< message 0x0102", "> message 0x0102"], rest);
    }

    [Fact]
    public async Task HandlersThatFailHarmNobody()
    {
        await using var server = await EngineServer.StartAsync();
        server.Engine.OnConnection(_ => throw new InvalidOperationException()).OnPacket((_, _) => throw new InvalidOperationException())
            .OnPacketCreate((_, _) => throw new InvalidOperationException()).OnUpgrade(_ => throw new InvalidOperationException())
            .OnClose((_, _) => throw new InvalidOperationException());
        await using var client = await WebSocketClient.UpgradeAsync(server);
        await client.SendAsync("hello");
        Assert.Equal("hello", await client.ReceiveAsync());
        await client.CloseAsync();
        Assert.Equal(CloseReason.TransportClose, (await server.NextClosedAsync()).Name);
    }

    [Theory]
    [InlineData("polling")]
    [InlineData("websocket")]
    [Mirrors("engine.io/server.js", "should arrive from client to server via XMLHttpRequest")]
    [Mirrors("engine.io/server.js", "should arrive from client to server via WebSockets")]
    [Mirrors("engine.io/server.js", "should be defined (polling)")]
    [Mirrors("engine.io/server.js", "should be defined (ws)")]
    [Mirrors("engine.io/server.js", "should allow arbitrary data through query string")]
    [Mirrors("engine.io/server.js", "should allow data through query string in uri")]
    public async Task AConnectionKnowsItsFirstRequest(string transport)
    {
        await using var server = await EngineServer.StartAsync();
        server.Http.DefaultRequestHeaders.Add("x-custom", "value");
        using var socket = transport == "polling" ? null : await server.OpenSocketAsync(EngineServer.Url("websocket") + "&a=b&c=d");
        using var response = transport == "polling" ? await server.Http.GetAsync(EngineServer.Url("polling") + "&a=b&c=d") : null;
        var connection = await server.NextOpenedAsync();
        Assert.Equal("value", connection.Handshake.Headers["x-custom"]);
        Assert.Equal(("b", "d"), (connection.Handshake.Query["a"], connection.Handshake.Query["c"]));
        Assert.Equal("127.0.0.1", connection.Handshake.RemoteAddress!.ToString());
        Assert.Equal(4, connection.Protocol);
    }

    private static string Text(EnginePacketInfo packet) =>
        $"{packet.Type} {(packet.IsBinary ? "0x" + Convert.ToHexString(packet.Data.Span) : packet.Text)}";
}
