using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace AkkaSocketIo.Server.Tests.EngineIo;

public class ProxyWarningTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("::ffff:192.168.1.1")]
    [InlineData("fd00::1")]
    public async Task AProxyThatIsNotUsedIsToldOfOnce(string peer)
    {
        await using var server = await StartAsync(app => From(app, peer));
        server.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        await server.OpenPollingAsync();
        await server.OpenPollingAsync();
        var warning = Assert.Single(Warnings(server));
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Equal(11, warning.Id.Id);
        Assert.Contains(peer, warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.1")]
    [InlineData("172.32.0.1")]
    [InlineData("2001:db8::1")]
    public async Task APeerFromFarAwayMaySendWhatItLikes(string peer)
    {
        await using var server = await StartAsync(app => From(app, peer));
        server.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        await server.OpenPollingAsync();
        Assert.Empty(Warnings(server));
    }

    /// <summary>The first address is the client's own claim: the middleware leaves it, so the header is still there.</summary>
    [Fact]
    public async Task AProxyThatIsUsedIsNotToldOf()
    {
        await using var server = await StartAsync(app => app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }));
        server.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.1, 203.0.113.7");
        await server.OpenPollingAsync();
        Assert.Equal("203.0.113.7", (await server.NextOpenedAsync()).Handshake.RemoteAddress!.ToString());
        Assert.Empty(Warnings(server));
    }

    [Fact]
    public async Task WithoutTheHeaderThereIsNoProxy()
    {
        await using var server = await StartAsync(_ => { });
        await server.OpenPollingAsync();
        Assert.Empty(Warnings(server));
    }

    private static Task<EngineServer> StartAsync(Action<WebApplication> use) => EngineServer.StartAsync(
        null,
        new LoopbackNetwork(),
        (app, echo) =>
        {
            use(app);
            app.MapEngineIo("/engine.io", echo);
        },
        b => b.Logging.AddFakeLogging());

    private static void From(WebApplication app, string peer) => app.Use((context, next) =>
    {
        context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        return next(context);
    });

    private static IEnumerable<FakeLogRecord> Warnings(EngineServer server) =>
        server.Services.GetFakeLogCollector().GetSnapshot().Where(r => r.Id.Name == "ForwardedHeadersUnused");
}
