using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace AkkaSocketIo.Server.Tests.EngineIo;

public class EngineMiddlewareTests
{
    [Theory]
    [MemberData(nameof(Network.All), MemberType = typeof(Network))]
    [Mirrors("engine.io/middlewares.js", "should apply middleware (polling)")]
    [Mirrors("engine.io/middlewares.js", "should apply middleware (websocket)")]
    public async Task ItSeesAllRequestsAndSetsHeaders(string network)
    {
        await using var server = await EngineServer.StartAsync(null, Network.Of(network));
        var seen = new List<string>();
        server.Engine.Use(async (context, next) =>
        {
            lock (seen)
            {
                seen.Add($"{context.Request.Query["transport"]}{(context.Request.Query.ContainsKey("sid") ? " again" : "")}");
            }

            await Task.Yield();
            context.Response.Headers["foo"] = "bar";
            await next();
        });
        using var handshake = await server.Http.GetAsync(EngineServer.Url("polling"));
        Assert.Equal("bar", handshake.Headers.GetValues("foo").Single());
        var sid = (await server.NextOpenedAsync()).Id;
        using var post = await server.PostAsync(sid, "4hello");
        Assert.Equal("bar", post.Headers.GetValues("foo").Single());
        using var upgrade = await server.OpenSocketAsync(EngineServer.Url("websocket", sid));
        using var direct = await server.OpenSocketAsync(EngineServer.Url("websocket"));
        Assert.Equal("bar", HeaderOf(upgrade, "foo") ?? "bar");
        Assert.Equal("bar", HeaderOf(direct, "foo") ?? "bar");
        Assert.Equal(network != "memory", HeaderOf(direct, "foo") is not null);
        Assert.Equal(["polling", "polling again", "websocket again", "websocket"], seen);
    }

    [Fact]
    [Mirrors("engine.io/middlewares.js", "should apply all middlewares in order")]
    public async Task TheyRunInTheirOrder()
    {
        await using var server = await EngineServer.StartAsync();
        var order = new List<int>();
        foreach (var i in Enumerable.Range(1, 3))
        {
            server.Engine.Use((_, next) =>
            {
                order.Add(i);
                return next();
            });
        }

        await server.OpenPollingAsync();
        Assert.Equal([1, 2, 3], order);
    }

    [Theory]
    [MemberData(nameof(Network.All), MemberType = typeof(Network))]
    [Mirrors("engine.io/middlewares.js", "should end the request (polling)")]
    [Mirrors("engine.io/middlewares.js", "should end the request (websocket)")]
    public async Task ItMayAnswerByItself(string network)
    {
        await using var server = await EngineServer.StartAsync(null, Network.Of(network));
        var connections = 0;
        server.Engine.OnConnection(_ => connections++).Use(async (context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync("later");
        });
        using var response = await server.Http.GetAsync(EngineServer.Url("polling"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("later", await response.Content.ReadAsStringAsync());
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => server.ConnectAsync());
        Assert.Contains("503", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, connections);
        Assert.Equal(0, server.Engine.ClientsCount);
    }

    [Theory]
    [MemberData(nameof(Network.All), MemberType = typeof(Network))]
    [Mirrors("engine.io/middlewares.js", "should fail on errors (polling)")]
    [Mirrors("engine.io/middlewares.js", "should fail on errors (websocket)")]
    public async Task ItsFailureRefusesTheRequest(string network)
    {
        await using var server = await EngineServer.StartAsync(o => o.Cors = new CorsOptions { Origin = ["*"] }, Network.Of(network));
        var failure = new InvalidOperationException("will always fail");
        var errors = new List<IReadOnlyDictionary<string, object?>>();
        server.Engine.Use((_, _) => throw failure).OnConnectionError(e => errors.Add(e.Context));
        using var response = await server.Http.GetAsync(EngineServer.Url("polling"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("""{"code":3,"message":"Bad request"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => server.ConnectAsync());
        Assert.Contains("400", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, errors.Count);
        Assert.All(errors, e => Assert.Equal("MIDDLEWARE_FAILURE", e["name"]));
        Assert.All(errors, e => Assert.Same(failure, e["error"]));
    }

    [Fact]
    public async Task AnAnswerThatHasBegunIsLeftAlone()
    {
        await using var server = await EngineServer.StartAsync();
        var failed = new TaskCompletionSource<object?>();
        server.Engine.OnConnectionError(e => failed.SetResult(e.Context["name"])).Use(async (_, next) =>
        {
            await next();
            throw new InvalidOperationException("too late");
        });
        using var response = await server.Http.GetAsync(EngineServer.Url("polling"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("0{", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("MIDDLEWARE_FAILURE", await failed.Task.WaitAsync(EngineServer.Patience));
    }

    [Fact]
    public async Task ARequestIsServedOnce()
    {
        await using var server = await EngineServer.StartAsync();
        var failed = new TaskCompletionSource<Exception?>();
        server.Engine.OnConnectionError(e => failed.SetResult((Exception?)e.Context["error"])).Use(async (_, next) =>
        {
            await next();
            await next();
        });
        await server.OpenPollingAsync();
        Assert.IsType<InvalidOperationException>(await failed.Task.WaitAsync(EngineServer.Patience));
        Assert.Equal(1, server.Engine.ClientsCount);
    }

    [Fact]
    public async Task TheRequestOfAWebSocketEndsWithItsConnection()
    {
        await using var server = await EngineServer.StartAsync();
        var over = new TaskCompletionSource();
        server.Engine.Use(async (_, next) =>
        {
            await next();
            over.SetResult();
        });
        using (var socket = await server.ConnectAsync())
        {
            await socket.ReceiveAsync();
            await socket.SendAsync("4hello");
            Assert.Equal("4hello", await socket.ReceiveAsync());
            Assert.False(over.Task.IsCompleted);
            socket.Abort();
        }

        await over.Task.WaitAsync(EngineServer.Patience);
    }

    [Fact]
    public async Task PreflightsOfTheOptionCorsAreAnsweredBefore()
    {
        await using var server = await EngineServer.StartAsync(o => o.Cors = new CorsOptions { Origin = ["*"] });
        server.Engine.Use((_, _) => throw new InvalidOperationException());
        using var request = new HttpRequestMessage(HttpMethod.Options, EngineServer.Url("polling"));
        using var response = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    [Mirrors("engine.io/middlewares.js", "should not be receiving data when getting a message longer than maxHttpBufferSize when polling (with a middleware)")]
    public async Task TheLimitHoldsWithAMiddleware()
    {
        await using var server = await EngineServer.StartAsync(o => o.MaxHttpBufferSize = 5);
        server.Engine.Use((_, next) => next());
        var sid = await server.OpenPollingAsync();
        using var response = await server.PostAsync(sid, "4aasdasdakjhasdkjhasdkjhasdkjhasdkjhasdkjhasdkjha");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.False(server.HasReceived);
    }

    private static string? HeaderOf(WebSocket socket, string name) =>
        socket is ClientWebSocket client ? client.HttpResponseHeaders!.First(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value.Single() : null;
}
