using System.Net;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>How a client that polls is told that its session is over: what waits first, then noop and close.</summary>
public class PollingAnswerTests
{
    [Fact]
    [Mirrors("socket.io/close.ts", "should close the connection when receiving several CONNECT packets")]
    public async Task ASecondConnectIsToldAfterTheAnswerToTheFirst()
    {
        await using var server = await IoServer.StartAsync();
        await using var client = await PollingClient.OpenAsync(server);
        var admitted = new Probe<ISocket>();
        server.Io.OnConnection(admitted.Add);
        await client.SendAsync("40");
        await admitted.NextAsync();
        await client.SendAsync("40");
        WireClient.SocketId(await client.PollAsync());
        Assert.Equal("6\u001e1", await client.PollAsync());
        using var late = await client.GetAsync();
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
    }

    [Fact]
    [Mirrors("socket.io/close.ts", "should close the connection when receiving an EVENT packet while not connected")]
    public async Task AnEventBeforeConnectIsToldByTheNextPoll()
    {
        await using var server = await IoServer.StartAsync();
        await using var client = await PollingClient.OpenAsync(server);
        await client.SendAsync("""42["some event"]""");
        Assert.Equal("6\u001e1", await client.PollAsync());
    }

    [Fact]
    [Mirrors("socket.io/close.ts", "should close the connection when receiving an invalid packet")]
    public async Task AnInvalidPacketIsToldAfterTheAnswerToConnect()
    {
        await using var server = await IoServer.StartAsync();
        await using var client = await PollingClient.OpenAsync(server);
        var admitted = new Probe<ISocket>();
        server.Io.OnConnection(admitted.Add);
        await client.SendAsync("40");
        await admitted.NextAsync();
        await client.SendAsync("4abc");
        WireClient.SocketId(await client.PollAsync());
        Assert.Equal("6\u001e1", await client.PollAsync());
    }

    [Fact]
    public async Task AHangingPollIsToldAtOnce()
    {
        await using var server = await IoServer.StartAsync();
        await using var client = await PollingClient.OpenAsync(server);
        await client.JoinAsync();
        var poll = client.PollAsync();
        await client.SendAsync("4abc");
        Assert.Contains(await poll, new[] { "1", "6\u001e1" });
    }
}
