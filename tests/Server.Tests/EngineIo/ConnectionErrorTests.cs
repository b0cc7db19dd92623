using System.Net.WebSockets;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>What the application is told of requests that are refused.</summary>
public class ConnectionErrorTests
{
    [Theory]
    [InlineData("GET", "EIO=4&transport=tobi", 0, "Transport unknown", "transport=tobi")]
    [InlineData("GET", "EIO=4", 0, "Transport unknown", "transport=")]
    [InlineData("GET", "EIO=4&transport=polling&sid=test", 1, "Session ID unknown", "sid=test")]
    [InlineData("OPTIONS", "EIO=4&transport=polling", 2, "Bad handshake method", "method=OPTIONS")]
    [InlineData("GET", "EIO=4&transport=websocket", 3, "Bad request", "name=TRANSPORT_HANDSHAKE_ERROR")]
    [InlineData("GET", "EIO=4&transport=websocket&sid={sid}", 3, "Bad request", "name=TRANSPORT_MISMATCH; transport=websocket; previousTransport=polling")]
    [InlineData("GET", "EIO=3&transport=polling&sid={sid}", 3, "Bad request", "name=PROTOCOL_MISMATCH; protocol=3; previousProtocol=4")]
    [InlineData("GET", "EIO=4&transport=polling&deny", 4, "Thou shall not pass", "message=Thou shall not pass")]
    [InlineData("GET", "EIO=3&transport=polling", 5, "Unsupported protocol version", "protocol=3")]
    [Mirrors("engine.io/server.js", "should disallow non-existent transports")]
    [Mirrors("engine.io/server.js", "should disallow non-existent sids")]
    [Mirrors("engine.io/server.js", "should disallow requests that are rejected by `allowRequest`")]
    [Mirrors("engine.io/server.js", "should disallow invalid handshake method")]
    [Mirrors("engine.io/server.js", "should disallow unsupported protocol versions")]
    [Mirrors("engine.io/server.js", "should disallow bad requests (handshake error)")]
    [Mirrors("engine.io/server.js", "default to polling when proxy doesn't support websocket")]
    public async Task ByPolling(string method, string query, int code, string message, string context)
    {
        await using var server = await EngineServer.StartAsync(o => o.AllowRequest = Deny);
        var sid = await server.OpenPollingAsync();
        var errors = Errors(server);
        using var request = new HttpRequestMessage(new HttpMethod(method), "/engine.io/?" + query.Replace("{sid}", sid, StringComparison.Ordinal));
        using var response = await server.Http.SendAsync(request);
        Assert.Equal([$"{method} {code} {message}: {context}"], errors);
    }

    [Theory]
    [InlineData("http1", "GET")]
    [InlineData("http2", "CONNECT")]
    [Mirrors("engine.io/server.js", "should disallow connection that are rejected by `allowRequest` (ws)")]
    public async Task ByWebSocket(string network, string method)
    {
        await using var server = await EngineServer.StartAsync(o => o.AllowRequest = Deny, Network.Of(network));
        var errors = Errors(server);
        await Assert.ThrowsAsync<WebSocketException>(() => server.OpenSocketAsync(EngineServer.Url("websocket", "test")));
        await Assert.ThrowsAsync<WebSocketException>(() => server.OpenSocketAsync(EngineServer.Url("websocket") + "&deny"));
        server.Http.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        await Assert.ThrowsAsync<WebSocketException>(() => server.ConnectAsync());
        Assert.Equal(
            [
                method + " 1 Session ID unknown: sid=test", method + " 4 Thou shall not pass: message=Thou shall not pass",
                method + " 3 Forbidden origin: name=FORBIDDEN_ORIGIN; origin=https://elsewhere.example",
            ],
            errors);
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should disallow invalid origin header")]
    public async Task AnOriginOfControlCharacters()
    {
        // Kestrel refuses it earlier.
        await using var server = await EngineServer.StartAsync(null, new InMemoryNetwork());
        var errors = Errors(server);
        server.Http.DefaultRequestHeaders.TryAddWithoutValidation("Origin", "http://a.example/\u0001");
        using var response = await server.Http.GetAsync(EngineServer.Url("polling"));
        Assert.Equal("{\"code\":3,\"message\":\"Bad request\"}", await response.Content.ReadAsStringAsync());
        Assert.Equal(["GET 3 Bad request: name=INVALID_ORIGIN; origin=http://a.example/\u0001"], errors);
    }

    [Fact]
    public async Task AHandlerThatFailsHarmsNobody()
    {
        await using var server = await EngineServer.StartAsync();
        var errors = new List<int>();
        server.Engine.OnConnectionError(_ => throw new InvalidOperationException()).OnConnectionError(e => errors.Add(e.Code));
        using var response = await server.Http.GetAsync(EngineServer.Url("polling", "test"));
        Assert.Equal("""{"code":1,"message":"Session ID unknown"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal([1], errors);
    }

    [Fact]
    public async Task WhatIsServedIsNoError()
    {
        await using var server = await EngineServer.StartAsync();
        var errors = Errors(server);
        await using var client = await WebSocketClient.UpgradeAsync(server);
        Assert.Empty(errors);
    }

    private static ValueTask<AllowRequestResult> Deny(Microsoft.AspNetCore.Http.HttpContext context) =>
        new(context.Request.Query.ContainsKey("deny") ? AllowRequestResult.Refuse("Thou shall not pass") : AllowRequestResult.Allow);

    private static List<string> Errors(EngineServer server)
    {
        var errors = new List<string>();
        server.Engine.OnConnectionError(e => errors.Add(
            $"{e.HttpContext.Request.Method} {e.Code} {e.Message}: {string.Join("; ", e.Context.Select(c => $"{c.Key}={c.Value}"))}"));
        return errors;
    }
}
