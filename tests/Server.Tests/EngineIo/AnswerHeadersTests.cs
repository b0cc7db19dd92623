using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace AkkaSocketIo.Server.Tests.EngineIo;

public class AnswerHeadersTests
{
    [Theory]
    [MemberData(nameof(Network.All), MemberType = typeof(Network))]
    [Mirrors("engine.io/server.js", "should emit a 'initial_headers' event (polling)")]
    [Mirrors("engine.io/server.js", "should emit a 'headers' event (polling)")]
    public async Task ByPollingTheFirstAnswerIsSpecial(string network)
    {
        await using var server = await StartAsync(network);
        using var handshake = await server.Http.GetAsync(EngineServer.Url("polling"));
        Assert.Equal(["mycookie=456", "mycookie2=789"], handshake.Headers.GetValues("Set-Cookie"));
        Assert.Equal("123", handshake.Headers.GetValues("x-first").Single());
        Assert.Equal("GET", handshake.Headers.GetValues("x-each").Single());
        var sid = (await server.NextOpenedAsync()).Id;
        using var post = await server.PostAsync(sid, "4hello");
        Assert.False(post.Headers.Contains("x-first"));
        Assert.False(post.Headers.Contains("Set-Cookie"));
        Assert.Equal("POST", post.Headers.GetValues("x-each").Single());
        using var poll = await server.Http.GetAsync(EngineServer.Url("polling", sid));
        Assert.False(poll.Headers.Contains("x-first"));
        Assert.Equal("GET", poll.Headers.GetValues("x-each").Single());
    }

    [Theory]
    [InlineData("http1", "GET")]
    [InlineData("http2", "CONNECT")]
    [Mirrors("engine.io/server.js", "should emit a 'initial_headers' event (websocket)")]
    public async Task AWebSocketsAnswerIsOneToo(string network, string method)
    {
        await using var server = await StartAsync(network);
        using var socket = (ClientWebSocket)await server.OpenSocketAsync(EngineServer.Url("websocket"));
        Assert.Equal(["mycookie=456", "mycookie2=789"], Header(socket, "Set-Cookie"));
        Assert.Equal(["123"], Header(socket, "x-first"));
        Assert.Equal([method], Header(socket, "x-each"));

        var sid = await server.OpenPollingAsync();
        using var upgrade = (ClientWebSocket)await server.OpenSocketAsync(EngineServer.Url("websocket", sid));
        Assert.Null(Header(upgrade, "x-first"));
        Assert.Equal([method], Header(upgrade, "x-each"));
    }

    [Theory]
    [MemberData(nameof(Network.All), MemberType = typeof(Network))]
    [Mirrors("engine.io/server.js", "should emit a single 'initial_headers' event per connection")]
    [Mirrors("engine.io/server.js", "should emit several 'headers' events per connection")]
    public async Task ASessionThatUpgradesHasOneFirstAnswer(string network)
    {
        await using var server = await EngineServer.StartAsync(null, Network.Of(network));
        var first = 0;
        var each = 0;
        server.Engine.OnInitialHeaders((_, _) => first++).OnHeaders((_, _) => Interlocked.Increment(ref each));
        await using var client = await WebSocketClient.UpgradeAsync(server);
        Assert.Equal(1, first);
        Assert.Equal(2, each);
    }

    [Fact]
    public async Task RefusalsHaveNone()
    {
        await using var server = await StartAsync("http1");
        using var response = await server.Http.GetAsync(EngineServer.Url("polling", "unknown"));
        Assert.False(response.Headers.Contains("x-each"));
    }

    [Fact]
    public async Task AHandlerThatFailsHarmsNobody()
    {
        await using var server = await EngineServer.StartAsync();
        server.Engine.OnInitialHeaders((_, _) => throw new InvalidOperationException()).OnHeaders((_, _) => throw new InvalidOperationException())
            .OnHeaders((headers, _) => headers["x-each"] = "there");
        using var response = await server.Http.GetAsync(EngineServer.Url("polling"));
        Assert.Equal("there", response.Headers.GetValues("x-each").Single());
    }

    private static async Task<EngineServer> StartAsync(string network)
    {
        var server = await EngineServer.StartAsync(null, Network.Of(network));
        server.Engine.OnInitialHeaders((headers, _) =>
        {
            headers["x-first"] = "123";
            headers.Append("Set-Cookie", "mycookie=456");
            headers.Append("Set-Cookie", "mycookie2=789");
        });
        server.Engine.OnHeaders((headers, context) => headers["x-each"] = context.Request.Method);
        return server;
    }

    private static IEnumerable<string>? Header(ClientWebSocket socket, string name) =>
        socket.HttpResponseHeaders!.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
