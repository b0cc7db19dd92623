namespace AkkaSocketIo.Server.Tests.EngineIo;

public class InitialPacketTests
{
    private const string Text = "faster! €";

    [Fact]
    [Mirrors("engine.io/server.js", "should send a packet along with the handshake")]
    public async Task ItComesWithThePollingHandshake()
    {
        await using var server = await EngineServer.StartAsync(o => o.InitialPacket = Text);
        var packets = (await server.Http.GetStringAsync(EngineServer.Url("polling"))).Split('\u001e');
        Assert.StartsWith("0{", packets[0], StringComparison.Ordinal);
        Assert.Equal(["4" + Text], packets[1..]);
    }

    [Fact]
    public async Task ItIsTheNextFrameOfAWebSocket()
    {
        await using var server = await EngineServer.StartAsync(o => o.InitialPacket = Text);
        server.Engine.OnConnection(c => c.Send("hello"));
        using var socket = await server.ConnectAsync();
        Assert.StartsWith("0{", await socket.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal("4" + Text, await socket.ReceiveAsync());
        Assert.Equal("4hello", await socket.ReceiveAsync());
    }
}
