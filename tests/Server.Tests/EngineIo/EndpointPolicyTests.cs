using System.Net;
using System.Net.WebSockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>What the application says of the endpoint with ASP.NET's own means.</summary>
public class EndpointPolicyTests
{
    private const string Page = "https://page.example";

    [Theory]
    [InlineData("OPTIONS", HttpStatusCode.NoContent)]
    [InlineData("GET", HttpStatusCode.OK)]
    public async Task TheEndpointsCorsPolicyBeatsTheOption(string method, HttpStatusCode status)
    {
        await using var server = await StartWithCorsAsync(e => e.RequireCors(p => p.WithOrigins(Page).WithMethods("GET", "POST")));
        using var request = new HttpRequestMessage(new HttpMethod(method), EngineServer.Url("polling"));
        request.Headers.Add("Origin", Page);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        var response = await server.Http.SendAsync(request);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(Page, Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(response.Headers.Contains("Access-Control-Expose-Headers"));
        if (method == "OPTIONS")
        {
            Assert.Equal("GET,POST", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Methods")));
        }
    }

    [Fact]
    public async Task AnEndpointMayTurnTheOptionOff()
    {
        await using var server = await StartWithCorsAsync(e => e.WithMetadata(new DisableCorsAttribute()));
        server.Http.DefaultRequestHeaders.Add("Origin", Page);
        var response = await server.Http.GetAsync(EngineServer.Url("polling"));
        Assert.DoesNotContain(response.Headers, h => h.Key.StartsWith("Access-Control-", StringComparison.Ordinal));
        await Assert.ThrowsAsync<WebSocketException>(() => server.ConnectAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheEndpointsPolicyAllowsWebSocketsOfItsOrigins(bool named)
    {
        await using var server = await StartWithCorsAsync(e => _ = named ? e.RequireCors("page") : e.RequireCors(p => p.WithOrigins(Page)));
        server.Http.DefaultRequestHeaders.Add("Origin", Page);
        using (var socket = await server.ConnectAsync())
        {
            Assert.StartsWith("0{", await socket.ReceiveAsync(), StringComparison.Ordinal);
        }

        // The option allows it, but it is not asked.
        server.Http.DefaultRequestHeaders.Remove("Origin");
        server.Http.DefaultRequestHeaders.Add("Origin", "https://option.example");
        await Assert.ThrowsAsync<WebSocketException>(() => server.ConnectAsync());
    }

    [Fact]
    public async Task ASessionBelongsToTheUserThatOpenedIt()
    {
        await using var server = await StartWithUsersAsync(e => e.RequireAuthorization());
        LogIn(server, "alice");
        var sid = await server.OpenPollingAsync();

        LogIn(server, "mallory");
        var poll = await server.Http.GetAsync(EngineServer.Url("polling", sid));
        Assert.Equal(HttpStatusCode.Forbidden, poll.StatusCode);
        Assert.Equal("""{"code":4,"message":"Forbidden"}""", await poll.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await server.PostAsync(sid, "4from mallory")).StatusCode);
        using (var raw = await RawTcp.ConnectAsync(server))
        {
            await raw.SendAsync(RawTcp.Handshake(EngineServer.Url("websocket", sid), "X-User: mallory"));
            Assert.StartsWith("HTTP/1.1 403 ", await raw.ReadToEndAsync(), StringComparison.Ordinal);
        }

        LogIn(server, "alice");
        await server.PostAsync(sid, "4from alice");
        Assert.Equal("4from alice", await server.PollAsync(sid));
        using var socket = await server.ConnectAsync(sid);
        await socket.SendAsync("5");
        await socket.SendAsync("4upgraded");
        Assert.Equal("4upgraded", await socket.ReceiveAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhereNobodyHasToLogInTheSessionIdIsEnough(bool anonymous)
    {
        await using var server = await StartWithUsersAsync(e => _ = anonymous ? e.RequireAuthorization().AllowAnonymous() : e);
        LogIn(server, "alice");
        var sid = await server.OpenPollingAsync();
        LogIn(server, "bob");
        await server.PostAsync(sid, "4hello");
        Assert.Equal("4hello", await server.PollAsync(sid));
    }

    private static Task<EngineServer> StartWithCorsAsync(Action<IEndpointConventionBuilder> policy) => EngineServer.StartAsync(
        o => o.Cors = new CorsOptions { Origin = ["https://option.example"], ExposedHeaders = ["x-option"] },
        new LoopbackNetwork(),
        (app, echo) =>
        {
            app.UseCors();
            policy(app.MapEngineIo("/engine.io", echo));
        },
        b => b.Services.AddCors(o => o.AddPolicy("page", p => p.WithOrigins(Page))));

    private static Task<EngineServer> StartWithUsersAsync(Action<IEndpointConventionBuilder> policy) => EngineServer.StartAsync(
        null,
        new LoopbackNetwork(),
        (app, echo) =>
        {
            app.Use((context, next) =>
            {
                var id = new Claim(ClaimTypes.NameIdentifier, context.Request.Headers["X-User"].ToString());
                context.User = new ClaimsPrincipal(new ClaimsIdentity([id], "test"));
                return next(context);
            });
            app.UseAuthorization();
            policy(app.MapEngineIo("/engine.io", echo));
        },
        b => b.Services.AddAuthorization());

    private static void LogIn(EngineServer server, string user)
    {
        server.Http.DefaultRequestHeaders.Remove("X-User");
        server.Http.DefaultRequestHeaders.Add("X-User", user);
    }
}
