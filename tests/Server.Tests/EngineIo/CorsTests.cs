using System.Net;

namespace AkkaSocketIo.Server.Tests.EngineIo;

public class CorsTests
{
    private const string Page = "https://page.example";

    [Fact]
    [Mirrors("engine.io/server.js", "should allow CORS from the current origin (preflight request)")]
    public async Task APreflightFromAnAllowedOriginIsAnswered()
    {
        await using var server = await StartAsync(new CorsOptions { Origin = [Page], AllowedHeaders = ["my-header"], Credentials = true });
        var response = await SendAsync(server, HttpMethod.Options, Page, ("Access-Control-Request-Method", "GET"));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        AssertCors(
            response,
            ("Access-Control-Allow-Origin", Page),
            ("Access-Control-Allow-Methods", "GET,HEAD,PUT,PATCH,POST,DELETE"),
            ("Access-Control-Allow-Headers", "my-header"),
            ("Access-Control-Allow-Credentials", "true"));
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should allow CORS from the current origin (actual request)")]
    public async Task ARequestFromAnAllowedOriginIsAnswered()
    {
        await using var server = await StartAsync(new CorsOptions { Origin = [Page], AllowedHeaders = ["my-header"], Credentials = true });
        var response = await SendAsync(server, HttpMethod.Get, Page);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertCors(response, ("Access-Control-Allow-Origin", Page), ("Access-Control-Allow-Credentials", "true"));
        Assert.Equal(["Origin"], response.Headers.Vary);
    }

    [Theory]
    [InlineData("OPTIONS", HttpStatusCode.NoContent)]
    [InlineData("GET", HttpStatusCode.OK)]
    [Mirrors("engine.io/server.js", "should disallow CORS from a bad origin")]
    public async Task AnotherOriginIsAnsweredWithoutPermission(string method, HttpStatusCode status)
    {
        await using var server = await StartAsync(new CorsOptions { Origin = [Page] });
        var response = await SendAsync(server, new HttpMethod(method), "https://elsewhere.example");
        Assert.Equal(status, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should forward the configuration to the cors module")]
    public async Task EverySettingIsHonoured()
    {
        await using var server = await StartAsync(new CorsOptions
        {
            Origin = [Page],
            Methods = ["GET", "PUT"],
            AllowedHeaders = ["header-1", "header-2"],
            ExposedHeaders = ["header-3", "header-4"],
            Credentials = true,
            MaxAge = TimeSpan.FromSeconds(123),
            OptionsSuccessStatus = 200,
        });
        var response = await SendAsync(server, HttpMethod.Options, Page);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, response.Content.Headers.ContentLength);
        AssertCors(
            response,
            ("Access-Control-Allow-Origin", Page),
            ("Access-Control-Allow-Methods", "GET,PUT"),
            ("Access-Control-Allow-Headers", "header-1,header-2"),
            ("Access-Control-Expose-Headers", "header-3,header-4"),
            ("Access-Control-Allow-Credentials", "true"),
            ("Access-Control-Max-Age", "123"));
    }

    [Fact]
    public async Task WithoutAListAllHeadersThatAreAskedForAreAllowed()
    {
        await using var server = await StartAsync(new CorsOptions { Origin = ["*"] });
        var response = await SendAsync(server, HttpMethod.Options, Page, ("Access-Control-Request-Headers", "x-a, x-b"));
        AssertCors(
            response,
            ("Access-Control-Allow-Origin", "*"),
            ("Access-Control-Allow-Methods", "GET,HEAD,PUT,PATCH,POST,DELETE"),
            ("Access-Control-Allow-Headers", "x-a, x-b"));
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should work with CORS enabled")]
    public async Task ASessionOfAnotherOriginWorks()
    {
        await using var server = await StartAsync(new CorsOptions { Origin = [Page] });
        server.Http.DefaultRequestHeaders.Add("Origin", Page);
        foreach (var open in new Func<EngineServer, Task<TestClient>>[] { PollingClient.OpenAsync, WebSocketClient.OpenAsync, WebSocketClient.UpgradeAsync })
        {
            await using var client = await open(server);
            await client.SendAsync("hello");
            Assert.Equal("hello", await client.ReceiveAsync());
        }
    }

    /// <summary>A page must be able to read why it was refused.</summary>
    [Fact]
    [Mirrors("engine.io/server.js", "should disallow bad requests (handshake error)")]
    public async Task AnErrorIsReadableToo()
    {
        await using var server = await StartAsync(new CorsOptions { Origin = [Page], Credentials = true });
        using var request = new HttpRequestMessage(HttpMethod.Get, EngineServer.Url("websocket"));
        request.Headers.Add("Origin", Page);
        var response = await server.Http.SendAsync(request);
        Assert.Equal("""{"code":3,"message":"Bad request"}""", await response.Content.ReadAsStringAsync());
        AssertCors(response, ("Access-Control-Allow-Origin", Page), ("Access-Control-Allow-Credentials", "true"));
    }

    [Fact]
    public async Task WithoutTheSettingThereAreNoHeaders()
    {
        await using var server = await StartAsync(null);
        AssertCors(await SendAsync(server, HttpMethod.Get, Page));
    }

    private static Task<EngineServer> StartAsync(CorsOptions? cors) => EngineServer.StartAsync(o => o.Cors = cors);

    private static async Task<HttpResponseMessage> SendAsync(EngineServer server, HttpMethod method, string origin, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, EngineServer.Url("polling"));
        request.Headers.Add("Origin", origin);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await server.Http.SendAsync(request);
    }

    /// <summary>These CORS headers and no other.</summary>
    private static void AssertCors(HttpResponseMessage response, params (string Name, string Value)[] expected) =>
        Assert.Equal(
            expected.OrderBy(h => h.Name, StringComparer.Ordinal),
            response.Headers.Where(h => h.Key.StartsWith("Access-Control-", StringComparison.Ordinal))
                .Select(h => (h.Key, Assert.Single(h.Value))).OrderBy(h => h.Key, StringComparer.Ordinal));
}
