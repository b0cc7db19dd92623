using System.Net;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>The first request: what may come in, and what sockets know of it.</summary>
public class HandshakeTests
{
    [Fact]
    [Mirrors("socket.io/handshake.ts", "should send the Access-Control-Allow-xxx headers on OPTIONS request")]
    [Mirrors("socket.io/handshake.ts", "should send the Access-Control-Allow-xxx headers on GET request")]
    public async Task CorsIsAnsweredAsConfigured()
    {
        await using var server = await IoServer.StartAsync(o => o.Cors = new CorsOptions
        {
            Origin = ["http://localhost:54023"],
            Methods = ["GET", "POST"],
            AllowedHeaders = ["content-type"],
            Credentials = true,
        });
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/socket.io/default/?transport=polling&EIO=4");
        preflight.Headers.Add("Origin", "http://localhost:54023");
        using var answer = await server.Http.SendAsync(preflight);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("http://localhost:54023", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("GET,POST", answer.Headers.GetValues("Access-Control-Allow-Methods").Single());
        Assert.Equal("content-type", answer.Headers.GetValues("Access-Control-Allow-Headers").Single());
        Assert.Equal("true", answer.Headers.GetValues("Access-Control-Allow-Credentials").Single());

        using var get = new HttpRequestMessage(HttpMethod.Get, "/socket.io/default/?transport=polling&EIO=4");
        get.Headers.Add("Origin", "http://localhost:54023");
        using var opened = await server.Http.SendAsync(get);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Equal("http://localhost:54023", opened.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("true", opened.Headers.GetValues("Access-Control-Allow-Credentials").Single());
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.Forbidden)]
    [Mirrors("socket.io/handshake.ts", "should allow request if custom function in opts.allowRequest returns true")]
    [Mirrors("socket.io/handshake.ts", "should disallow request if custom function in opts.allowRequest returns false")]
    public async Task TheApplicationDecidesOnRequests(bool allowed, HttpStatusCode status)
    {
        await using var server = await IoServer.StartAsync(o => o.AllowRequest = async _ =>
        {
            await Task.Yield();
            return allowed ? AllowRequestResult.Allow : AllowRequestResult.Refuse("no");
        });
        using var rejected = server.Collect("requests.rejected");
        using var answer = await server.Http.GetAsync("/socket.io/default/?transport=polling&EIO=4");
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(allowed ? [] : ["FORBIDDEN"], rejected.GetMeasurementSnapshot().Select(m => m.Tags["error.type"]));
    }

    [Theory]
    [InlineData(Mode.Polling)]
    [InlineData(Mode.WebSocket)]
    [InlineData(Mode.Upgraded)]
    [Mirrors("socket.io/socket.ts", "should have access to the client")]
    [Mirrors("socket.io/socket.ts", "should have access to the connection")]
    [Mirrors("socket.io/socket.ts", "should have access to the request")]
    [Mirrors("socket.io/socket.ts", "should see query parameters in the request")]
    [Mirrors("socket.io/socket.ts", "should see query parameters sent from secondary namespace connections in handshake object")]
    public async Task ASocketKnowsTheFirstRequestAndItsOwnAuth(Mode mode)
    {
        var now = new DateTimeOffset(2026, 11, 24, 1, 2, 3, TimeSpan.Zero);
        await using var server = await IoServer.StartAsync(o => o.TimeProvider = new FakeTimeProvider(now));
        var sockets = new Probe<ISocket>();
        server.Io.Of("/connection2").OnConnection(sockets.Add);
        await using var client = await server.OpenAsync(mode, "&key1=1&&key2=2&%26a=%26%3D%3Fa&__proto__=x&double=1&double=2");
        await client.JoinAsync();
        await client.JoinAsync("/connection2", """{"key1":"aa","key2":"&=bb"}""");
        var socket = await sockets.NextAsync();
        var handshake = socket.Handshake;
        Assert.Equal("4", handshake.Query["EIO"]);
        Assert.Equal(mode == Mode.WebSocket ? "websocket" : "polling", handshake.Query["transport"]);
        Assert.Equal(("1", "2", "&=?a", "x", "2"), (handshake.Query["key1"], handshake.Query["key2"], handshake.Query["&a"], handshake.Query["__proto__"], handshake.Query["double"]));
        Assert.Equal("&=bb", handshake.Auth.GetProperty("key2").GetString());
        Assert.Equal("aa", handshake.Auth.GetProperty("key1").GetString());
        Assert.StartsWith("/socket.io/?EIO=4&transport=", handshake.Url, StringComparison.Ordinal);
        Assert.Contains("%26a=%26%3D%3Fa", handshake.Url, StringComparison.Ordinal);
        Assert.StartsWith("127.0.0.1", handshake.Headers["host"], StringComparison.Ordinal);
        Assert.Equal(handshake.Headers["host"], handshake.Headers["Host"]);
        Assert.Equal(IPAddress.Loopback, handshake.Address!.MapToIPv4());
        Assert.Equal((false, false, now), (handshake.Secure, handshake.CrossDomain, handshake.Issued));
        Assert.Equal((client.Sid, 4), (socket.Connection.Id, socket.Connection.Protocol));
        Assert.Equal(IPAddress.Loopback, socket.Connection.RemoteAddress!.MapToIPv4());
        Assert.False(socket.User.Identity?.IsAuthenticated ?? false);
        Assert.Same(socket.Items, socket.Items);
        Assert.Same(socket.Data, socket.Data);
    }

    [Fact]
    public async Task TheTransportThatASocketReportsChangesWithTheUpgrade()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.On("transport", (ISocket s) => s.Connection.Transport);
        await using var polling = await PollingClient.OpenAsync(server);
        await polling.JoinAsync();
        await polling.SendAsync("421[\"transport\"]");
        await polling.ExpectAsync("431[\"polling\"]");
        await polling.SendAsync("451-[\"transport\",{\"_placeholder\":true,\"num\":0}]");
        await using var socket = await WebSocketClient.UpgradeAsync(server, polling.Sid);
        await socket.SendAsync("bAQ==", "422[\"transport\"]");
        await socket.ExpectAsync("432[\"websocket\"]");
    }

    [Fact]
    public async Task ACrossOriginRequestIsKnownAsOne()
    {
        await using var server = await IoServer.StartAsync(o => o.Cors = new CorsOptions { Origin = ["*"] });
        var sockets = new Probe<ISocket>();
        server.Io.OnConnection(sockets.Add);
        server.Http.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        await using var client = await server.ConnectAsync(Mode.Polling);
        Assert.True((await sockets.NextAsync()).Handshake.CrossDomain);
    }
}
