using System.Net;
using System.Net.WebSockets;
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

    [Theory]
    [InlineData("polling")]
    [InlineData("websocket")]
    [Mirrors("engine.io/server.js", "should not suggest upgrades when none are available")]
    [Mirrors("engine.io/server.js", "should only suggest available upgrades")]
    public async Task ATransportThatIsOffIsNeitherOfferedNorServed(string on)
    {
        await using var server = await EngineServer.StartAsync(o => o.Transports = [on]);
        var off = on == "polling" ? "websocket" : "polling";
        var refused = await server.Http.GetAsync(EngineServer.Url(off));
        Assert.Equal("""{"code":0,"message":"Transport unknown"}""", await refused.Content.ReadAsStringAsync());
        var client = on == "polling" ? await PollingClient.OpenAsync(server) : await WebSocketClient.OpenAsync(server);
        await using (client)
        {
            Assert.Empty(client.Handshake.GetProperty("upgrades").EnumerateArray());
        }
    }

    [Theory]
    [InlineData("eio=4&transport=polling", "0{")]
    [InlineData("EIO=3&eIo=4&Transport=polling&B64=", "0{")]
    [InlineData("eio=4&transport=polling&J=7", "___eio[7](\"0{")]
    public async Task ASessionIsOfTheRevisionThatWasVerified(string query, string start)
    {
        await using var server = await EngineServer.StartAsync();
        Assert.StartsWith(start, await server.Http.GetStringAsync("/engine.io/?" + query), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eio=3&transport=polling")]
    [InlineData("EIO=4&eio=3&transport=polling")]
    public async Task AnOldRevisionIsRefusedHoweverItsKeyIsWritten(string query)
    {
        await using var server = await EngineServer.StartAsync();
        var response = await server.Http.GetAsync("/engine.io/?" + query);
        Assert.Equal("""{"code":5,"message":"Unsupported protocol version"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task UpgradesThatAreNotAllowedAreNotOffered()
    {
        await using var server = await EngineServer.StartAsync(o => o.AllowUpgrades = false);
        Assert.Contains("\"upgrades\":[],", await server.Http.GetStringAsync(EngineServer.Url("polling")), StringComparison.Ordinal);
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
    [InlineData("GET", "EIO=4&transport=polling&transport=websocket", 3, "Bad request")]
    [InlineData("GET", "EIO=3&transport=polling", 5, "Unsupported protocol version")]
    [InlineData("GET", "EIO=__proto__&transport=polling", 5, "Unsupported protocol version")]
    [InlineData("GET", "EIO=4&EIO=3&transport=polling", 5, "Unsupported protocol version")]
    [InlineData("GET", "transport=polling", 5, "Unsupported protocol version")]
    [Mirrors("engine.io/server.js", "should disallow non-existent transports")]
    [Mirrors("engine.io/server.js", "should disallow `constructor` as transports")]
    [Mirrors("engine.io/server.js", "should disallow `__proto__` as transport (polling)")]
    [Mirrors("engine.io/server.js", "should disallow non-existent sids")]
    [Mirrors("engine.io/server.js", "should disallow invalid handshake method")]
    [Mirrors("engine.io/server.js", "should disallow bad requests (handshake error)")]
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

    [Theory]
    [InlineData("transport=websocket&EIO=4", 3, "Bad request")]
    [InlineData("transport=polling&EIO=3", 3, "Bad request")]
    [InlineData("transport=polling", 3, "Bad request")]
    [InlineData("transport=webtransport&EIO=4", 0, "Transport unknown")]
    [Mirrors("engine.io/server.js", "default to polling when proxy doesn't support websocket")]
    public async Task ARequestThatDoesNotFitItsSessionIsRefusedAndTheSessionLivesOn(string query, int code, string message)
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        var response = await server.Http.GetAsync($"/engine.io/?{query}&sid={sid}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal($$"""{"code":{{code}},"message":"{{message}}"}""", await response.Content.ReadAsStringAsync());
        await server.PostAsync(sid, "4hello");
        Assert.Equal("4hello", await server.PollAsync(sid));
    }

    [Theory]
    [InlineData("", "Transport unknown")]
    [InlineData("?EIO=4&transport=__proto__", "Transport unknown")]
    [InlineData("?EIO=4&transport=websocket&sid=test", "Session ID unknown")]
    [InlineData("?EIO=4&transport=websocket&sid=__proto__", "Session ID unknown")]
    [InlineData("?EIO=3&transport=websocket", "Unsupported protocol version")]
    [Mirrors("engine.io/server.js", "should disallow `__proto__` as transport (websocket)")]
    [Mirrors("engine.io/server.js", "should abort connection when upgrade fails")]
    public async Task AWebSocketThatIsNoHandshakeIsRefusedWith400(string query, string message)
    {
        await using var server = await EngineServer.StartAsync();
        AssertRefused(await UpgradeAsync(server, "/engine.io/" + query), "400 Bad Request", message);
    }

    [Theory]
    [InlineData("?EIO=4&transport=tobi", HttpStatusCode.BadRequest)]
    [InlineData("?EIO=4&transport=websocket&sid=test", HttpStatusCode.BadRequest)]
    [InlineData("?EIO=4&transport=websocket", HttpStatusCode.Forbidden)]
    public async Task AWebSocketIsRefusedOverHttp2Too(string query, HttpStatusCode status)
    {
        await using var server = await EngineServer.StartAsync(null, new TlsNetwork());
        server.Http.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => server.OpenSocketAsync("/engine.io/" + query));
        Assert.Contains($"'{(int)status}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProtocolIsPartOfItsSession()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        AssertRefused(await UpgradeAsync(server, EngineServer.Url("websocket", sid, eio: "3")), "400 Bad Request", "Bad request");
        await server.PostAsync(sid, "4hello");
        Assert.Equal("4hello", await server.PollAsync(sid));
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should disallow connection that are rejected by `allowRequest` (ws)")]
    public async Task ARefusedWebSocketGets400AndTheMessage()
    {
        await using var server = await EngineServer.StartAsync(o => o.AllowRequest = _ => new(AllowRequestResult.Refuse("Thou shall not pass")));
        AssertRefused(await UpgradeAsync(server, EngineServer.Url("websocket")), "400 Bad Request", "Thou shall not pass");
    }

    [Fact]
    public async Task OnlyHandshakesAreAskedAbout()
    {
        var asked = 0;
        await using var server = await EngineServer.StartAsync(o => o.AllowRequest = _ =>
        {
            asked++;
            return new(AllowRequestResult.Allow);
        });
        var sid = await server.OpenPollingAsync();
        await server.PostAsync(sid, "4hello");
        Assert.Equal("4hello", await server.PollAsync(sid));
        Assert.Equal(1, asked);
    }

    [Theory]
    [InlineData("http://127.0.0.1", true)]
    [InlineData("http://127.0.0.1:81", false)]
    [InlineData("https://elsewhere.example", false)]
    [InlineData("null", false)]
    [InlineData("https://friend.example", true)]
    public async Task AWebSocketOfAForeignPageIsRefusedWith403(string origin, bool allowed)
    {
        await using var server = await EngineServer.StartAsync(o => o.Cors = new CorsOptions { Origin = ["https://friend.example"] });
        var sid = await server.OpenPollingAsync();
        foreach (var url in new[] { EngineServer.Url("websocket"), EngineServer.Url("websocket", sid) })
        {
            using var raw = await RawTcp.ConnectAsync(server);
            await raw.SendAsync(RawTcp.Handshake(url, "Origin: " + origin));
            Assert.StartsWith(allowed ? "HTTP/1.1 101 " : "HTTP/1.1 403 ", await raw.ReadHeadAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should support requests without trailing slash")]
    [Mirrors("engine.io/engine.io.js", "should attach engine to an http server")]
    public async Task APathBelowIsServedAndNoOther()
    {
        await using var server = await EngineServer.StartAsync();
        var file = await server.Http.GetAsync("/engine.io/foo.js");
        Assert.Equal("""{"code":0,"message":"Transport unknown"}""", await file.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/engine.io/foo/?EIO=4&transport=polling")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/engine.io?EIO=4&transport=polling")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/engine.iox/?EIO=4&transport=polling")).StatusCode);
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

    /// <summary>The whole answer to the request for a WebSocket.</summary>
    private static async Task<string> UpgradeAsync(EngineServer server, string url)
    {
        using var raw = await RawTcp.ConnectAsync(server);
        await raw.SendAsync(RawTcp.Handshake(url));
        return await raw.ReadToEndAsync();
    }

    private static void AssertRefused(string answer, string status, string message)
    {
        Assert.StartsWith($"HTTP/1.1 {status}\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: text/html\r\n", answer, StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Length: {message.Length}\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n" + message, answer, StringComparison.Ordinal);
    }
}
