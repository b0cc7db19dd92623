namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>A send that is awaited completes when the message was written.</summary>
public class SendCompletionTests
{
    [Fact]
    [Mirrors("engine.io/server.js", "should execute when message sent (polling)")]
    [Mirrors("engine.io/server.js", "should execute in multipart packet (polling)")]
    public async Task ByPollingWithTheAnswerThatCarriesIt()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        var connection = await server.NextOpenedAsync();
        var sent = new[] { connection.SendAsync("one"), connection.SendAsync(new byte[] { 1, 2 }) };

        // Handled behind the two: they have reached the transport's queue and wait for a poll.
        await server.PostAsync(sid, "4three");
        Assert.DoesNotContain(sent, s => s.IsCompleted);
        Assert.Equal("4one\u001ebAQI=\u001e4three", await server.PollAsync(sid));
        Assert.All(await Task.WhenAll(sent).WaitAsync(EngineServer.Patience), Assert.True);
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should execute when message sent (websocket)")]
    [Mirrors("engine.io/server.js", "should execute in multipart packet (websocket)")]
    public async Task ByWebSocketWithItsFrame()
    {
        await using var server = await EngineServer.StartAsync();
        using var socket = await server.ConnectAsync();
        var connection = await server.NextOpenedAsync();
        Assert.True(await connection.SendAsync("one").WaitAsync(EngineServer.Patience));
        Assert.True(await connection.SendAsync(new byte[] { 1, 2 }).WaitAsync(EngineServer.Patience));
        await socket.ReceiveAsync();
        Assert.Equal("4one", await socket.ReceiveAsync());
        Assert.Equal("0x0102", await socket.ReceiveAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should execute when message sent during polling upgrade window")]
    public async Task DuringAnUpgradeOnce()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        var connection = await server.NextOpenedAsync();
        using var socket = await server.ConnectAsync(sid);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        var sent = connection.SendAsync("hello");
        Assert.Equal("4hello", await server.PollAsync(sid));
        Assert.True(await sent.WaitAsync(EngineServer.Patience));
        await socket.SendAsync("5");
        await socket.SendAsync("4next");
        Assert.Equal("4next", await socket.ReceiveAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should clean callback references when socket gets closed with pending callbacks")]
    [Mirrors("engine.io/server.js", "should not execute when it is not actually sent (polling)")]
    public async Task ASessionThatEndsHasNotSent()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        var connection = await server.NextOpenedAsync();
        var sent = connection.SendAsync("hello");
        await server.PostAsync(sid, "1");
        Assert.False(await sent.WaitAsync(EngineServer.Patience));
        Assert.False(await connection.SendAsync("again").WaitAsync(EngineServer.Patience));
    }
}
