using System.Net;
using System.Text.RegularExpressions;

namespace AkkaSocketIo.Server.Tests.EngineIo;

public class HandshakeTests
{
    [Fact]
    [Mirrors("engine.io/server.js", "should exchange handshake data")]
    public async Task ThePollingHandshakeIsExact()
    {
        await using var server = await EngineServer.StartAsync();
        var response = await server.Http.GetAsync(EngineServer.Url("polling"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain; charset=UTF-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", response.Headers.GetValues("cache-control").Single());
        Assert.Matches(
            new Regex("""^0\{"sid":"[\w-]{20}","upgrades":\["websocket"\],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000\}$"""),
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should not suggest any upgrades for websocket")]
    public async Task TheWebSocketHandshakeOffersNoUpgrades()
    {
        await using var server = await EngineServer.StartAsync();
        using var socket = await server.ConnectAsync();
        Assert.Contains("\"upgrades\":[],", await socket.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "EIO=4", 0, "Transport unknown")]
    [InlineData("GET", "EIO=4&transport=tobi", 0, "Transport unknown")]
    [InlineData("GET", "EIO=4&transport=constructor", 0, "Transport unknown")]
    [InlineData("GET", "EIO=4&transport=__proto__", 0, "Transport unknown")]
    [InlineData("GET", "EIO=4&transport=polling&sid=test", 1, "Session ID unknown")]
    [InlineData("GET", "EIO=4&transport=polling&sid=__proto__", 1, "Session ID unknown")]
    [InlineData("POST", "EIO=4&transport=polling", 2, "Bad handshake method")]
    [InlineData("PUT", "EIO=4&transport=polling&sid=", 2, "Bad handshake method")]
    [InlineData("OPTIONS", "EIO=4&transport=polling", 2, "Bad handshake method")]
    [InlineData("GET", "EIO=4&transport=websocket", 3, "Bad request")]
    [InlineData("GET", "EIO=3&transport=polling", 5, "Unsupported protocol version")]
    [InlineData("GET", "transport=polling", 5, "Unsupported protocol version")]
    [Mirrors("engine.io/server.js", "should disallow non-existent transports")]
    [Mirrors("engine.io/server.js", "should disallow `constructor` as transports")]
    [Mirrors("engine.io/server.js", "should disallow `__proto__` as transport (polling)")]
    [Mirrors("engine.io/server.js", "should disallow non-existent sids")]
    [Mirrors("engine.io/server.js", "should disallow invalid handshake method")]
    [Mirrors("engine.io/server.js", "should disallow unsupported protocol versions")]
    public async Task WhatIsNoHandshakeIsRefusedWithItsCode(string method, string query, int code, string message)
    {
        await using var server = await EngineServer.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/engine.io/?" + query);
        var response = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal($$"""{"code":{{code}},"message":"{{message}}"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should disallow requests that are rejected by `allowRequest`")]
    public async Task ARefusedRequestGets403AndTheMessage()
    {
        await using var server = await EngineServer.StartAsync(o => o.AllowRequest = _ => new(AllowRequestResult.Refuse("Thou shall not pass")));
        var response = await server.Http.GetAsync(EngineServer.Url("polling"));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("""{"code":4,"message":"Thou shall not pass"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task AnOfferOfHttp2IsNoWebSocket()
    {
        await using var server = await EngineServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, EngineServer.Url("polling"));
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.ParseAdd("h2c");
        Assert.Equal(HttpStatusCode.OK, (await server.Http.SendAsync(request)).StatusCode);
    }
}
