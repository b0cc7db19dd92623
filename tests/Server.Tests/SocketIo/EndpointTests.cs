using System.Net;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Threading.RateLimiting;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>What ASP.NET's conventions do to a mapped server.</summary>
public class EndpointTests
{
    private static readonly string s_url = IoServer.Url("polling");

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("bob", HttpStatusCode.Forbidden)]
    [InlineData("admin", HttpStatusCode.OK)]
    public async Task APolicyOfTheEndpointRefusesByPollingAndByWebSocket(string? user, HttpStatusCode status)
    {
        await using var server = await StartAsync(e => e.RequireAuthorization("admins"));
        using var answer = await GetAsync(server, s_url, user);
        Assert.Equal(status, answer.StatusCode);
        using var socket = new ClientWebSocket();
        if (status == HttpStatusCode.OK)
        {
            await ConnectAsync(server, socket, user);
            return;
        }

        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(server, socket, user));
        Assert.Equal(status, socket.HttpStatusCode);
    }

    [Fact]
    public async Task TheUserIsOnTheSocketAndItsHandshakeAndStaysWhenTheRequestHasGone()
    {
        await using var server = await StartAsync(e => e.RequireAuthorization());
        var seen = new Probe<(string?, string?)>();
        server.Io.Use((socket, next) =>
        {
            seen.Add((socket.User.Identity!.Name, socket.Handshake.User.Identity!.Name));
            return next();
        });
        server.Io.On("who", (ISocket socket) => socket.User.FindFirst("level")!.Value);
        using var socket = new ClientWebSocket();
        await ConnectAsync(server, socket, "alice");
        await SendAsync(socket, "40");
        Assert.StartsWith("40{", await ReceiveAsync(socket), StringComparison.Ordinal);
        Assert.Equal(("alice", "alice"), await seen.NextAsync());
        await SendAsync(socket, "421[\"who\"]");
        Assert.Equal("431[\"5\"]", await ReceiveAsync(socket));
    }

    [Fact]
    public async Task ACorsPolicyOfTheEndpointIsUsed()
    {
        await using var server = await StartAsync(e => e.RequireCors(p => p.WithOrigins("https://page.example").AllowCredentials()));
        using var request = new HttpRequestMessage(HttpMethod.Get, s_url);
        request.Headers.Add("Origin", "https://page.example");
        using var answer = await server.Http.SendAsync(request);
        Assert.Equal("https://page.example", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("true", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Credentials")));
        using var other = new HttpRequestMessage(HttpMethod.Get, s_url);
        other.Headers.Add("Origin", "https://other.example");
        using var refused = await server.Http.SendAsync(other);
        Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task ALimitOfRatesIsKept()
    {
        await using var server = await StartAsync(e => e.RequireRateLimiting("two"));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(server, s_url)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(server, s_url)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await GetAsync(server, s_url)).StatusCode);
    }

    [Fact]
    public async Task AHostMayBeRequired()
    {
        await using var server = await StartAsync(e => e.RequireHost("chat.example"));
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(server, s_url)).StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, s_url);
        request.Headers.Host = "chat.example";
        Assert.Equal(HttpStatusCode.OK, (await server.Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task MetadataAndNamesAreSeenByMiddlewares()
    {
        await using var server = await StartAsync(e => e.WithMetadata("marked").WithDisplayName("the chat"));
        using var answer = await GetAsync(server, s_url);
        Assert.Equal("the chat, marked", Assert.Single(answer.Headers.GetValues("X-Endpoint")));
    }

    [Fact]
    public async Task FiltersOfTheEndpointRunForEveryRequest()
    {
        await using var server = await StartAsync(e => e.AddEndpointFilter(async (context, next) =>
        {
            if (context.HttpContext.Request.Query.ContainsKey("no"))
            {
                return Results.StatusCode(418);
            }

            context.HttpContext.Response.Headers["X-Filtered"] = "yes";
            return await next(context);
        }));
        server.Io.On("echo", (string text) => text);
        Assert.Equal((HttpStatusCode)418, (await GetAsync(server, s_url + "&no=1")).StatusCode);
        using var answer = await GetAsync(server, s_url);
        Assert.Equal("yes", Assert.Single(answer.Headers.GetValues("X-Filtered")));
        Assert.StartsWith("0{", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var mode in new[] { Mode.Polling, Mode.WebSocket, Mode.Upgraded })
        {
            await using var client = await server.ConnectAsync(mode);
            await client.SendAsync("421[\"echo\",\"x\"]");
            await client.ExpectAsync("431[\"x\"]");
        }
    }

    [Fact]
    public async Task AGroupGivesItsPrefixAndItsConventions()
    {
        await using var server = await StartAsync(
            _ => { }, app => app.MapGroup("/api").RequireAuthorization());
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(server, s_url, "alice")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(server, "/api" + s_url)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(server, "/api" + s_url, "alice")).StatusCode);
    }

    private static Task<IoServer> StartAsync(Action<SocketIoEndpointConventionBuilder> conventions, Func<WebApplication, IEndpointRouteBuilder>? group = null) => IoServer.StartAsync(
        services =>
        {
            services.AddSocketIo();
            services.AddCors();
            services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("header", null);
            services.AddAuthorization(o => o.AddPolicy("admins", p => p.RequireUserName("admin")));
            services.AddRateLimiter(o =>
            {
                o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                o.AddPolicy("two", _ => RateLimitPartition.GetFixedWindowLimiter("all", _ => new FixedWindowRateLimiterOptions { PermitLimit = 2, Window = TimeSpan.FromHours(1) }));
            });
        },
        app =>
        {
            app.UseRouting();
            app.Use((context, next) =>
            {
                if (context.GetEndpoint() is { } endpoint)
                {
                    context.Response.Headers["X-Endpoint"] = $"{endpoint.DisplayName}, {endpoint.Metadata.GetMetadata<string>()}";
                }

                return next(context);
            });
            app.UseCors();
            app.UseAuthentication();
            app.UseAuthorization();
            app.UseRateLimiter();
            var mapped = (group?.Invoke(app) ?? app).MapSocketIo();
            conventions(mapped);
            return mapped.Server;
        });

    private static async Task<HttpResponseMessage> GetAsync(IoServer server, string url, string? user = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (user is not null)
        {
            request.Headers.Add("X-User", user);
        }

        return await server.Http.SendAsync(request);
    }

    private static async Task ConnectAsync(IoServer server, ClientWebSocket socket, string? user)
    {
        if (user is not null)
        {
            socket.Options.SetRequestHeader("X-User", user);
        }

        socket.Options.CollectHttpResponseDetails = true;
        var url = new UriBuilder(new Uri(server.Http.BaseAddress!, IoServer.Url("websocket"))) { Scheme = "ws" };
        await socket.ConnectAsync(url.Uri, default);
        Assert.StartsWith("0{", await ReceiveAsync(socket), StringComparison.Ordinal);
    }

    private static Task SendAsync(ClientWebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default);

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        using var patience = new CancellationTokenSource(IoServer.Patience);
        var result = await socket.ReceiveAsync(buffer, patience.Token);
        return Encoding.UTF8.GetString(buffer, 0, result.Count);
    }

    private sealed class HeaderAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["X-User"].ToString() is not { Length: > 0 } name)
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            var identity = new ClaimsIdentity([new(ClaimTypes.Name, name), new(ClaimTypes.NameIdentifier, name), new("level", name.Length.ToString(System.Globalization.CultureInfo.InvariantCulture))], "header");
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "header")));
        }
    }
}
