namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>TLS is Kestrel's, and whatever it is configured to ask for holds for both transports.</summary>
public class TlsTests
{
    [Theory]
    [InlineData("pem", "polling")]
    [InlineData("pem", "websocket")]
    [InlineData("pfx", "polling")]
    [InlineData("pfx", "websocket")]
    [Mirrors("engine.io/server.js", "should send and receive data with key and cert (polling)")]
    [Mirrors("engine.io/server.js", "should send and receive data with key and cert (ws)")]
    [Mirrors("engine.io/server.js", "should send and receive data with pfx (polling)")]
    [Mirrors("engine.io/server.js", "should send and receive data with pfx (ws)")]
    public async Task AClientThatShowsItsCertificateIsServed(string form, string transport)
    {
        var network = new AuthorityNetwork(form, asks: true);
        await using var server = await EngineServer.StartAsync(null, network);
        await AssertServedAsync(server, transport);
        using var nameless = new HttpClient(network.CreateHandler(shows: false)) { BaseAddress = server.Http.BaseAddress };
        await Assert.ThrowsAsync<HttpRequestException>(() => nameless.GetAsync(EngineServer.Url("polling")));
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should send and receive data with ca when not requiring auth (polling)")]
    public async Task AClientThatTrustsTheAuthorityIsServedWhereNobodyAsks()
    {
        await using var server = await EngineServer.StartAsync(null, new AuthorityNetwork("pem", asks: false));
        await AssertServedAsync(server, "polling");
        using var distrustful = new HttpClient { BaseAddress = server.Http.BaseAddress };
        await Assert.ThrowsAsync<HttpRequestException>(() => distrustful.GetAsync(EngineServer.Url("polling")));
    }

    private static async Task AssertServedAsync(EngineServer server, string transport)
    {
        await using var client = transport == "polling" ? await PollingClient.OpenAsync(server) : await WebSocketClient.OpenAsync(server);
        await client.SendAsync("hello");
        Assert.Equal("hello", await server.NextReceivedAsync());
        Assert.Equal("hello", await client.ReceiveAsync());
    }
}
