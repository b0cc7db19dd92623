using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>How an application gets an engine, and what its host makes of it.</summary>
public class HostedEngineTests
{
    [Fact]
    [Mirrors("engine.io/engine.io.js", "should create a Server when require called with no arguments")]
    [Mirrors("engine.io/engine.io.js", "should return an engine.Server")]
    [Mirrors("engine.io/engine.io.js", "should expose protocol number")]
    public async Task WithoutOptionsTheEngineHasItsDefaults()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddEngineIo();
        await using var app = builder.Build();
        var echo = new RecordingEcho();
        var engine = app.MapEngineIo("/engine.io", echo).Engine;
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Assert.Equal(0, engine.ClientsCount);
        Assert.EndsWith(
            ""","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}""",
            await http.GetStringAsync(EngineServer.Url("polling")),
            StringComparison.Ordinal);
        Assert.Equal(1, engine.ClientsCount);
        Assert.Equal(4, (await EngineServer.NextAsync(echo.Opened)).Protocol);
    }

    [Fact]
    [Mirrors("engine.io/engine.io.js", "should pass options correctly to the Server")]
    public async Task OptionsReachTheEngine()
    {
        await using var server = await EngineServer.StartAsync(o =>
        {
            o.Cookie = new SessionCookieOptions { Enabled = true, Name = "woot" };
            o.Transports = ["polling"];
            o.PingInterval = TimeSpan.FromSeconds(7);
            o.PingTimeout = TimeSpan.FromMilliseconds(6000);
            o.MaxHttpBufferSize = 4321;
        });
        using var handshake = await server.Http.GetAsync(EngineServer.Url("polling"));
        Assert.StartsWith("woot=", handshake.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.EndsWith(
            ""","upgrades":[],"pingInterval":7000,"pingTimeout":6000,"maxPayload":4321}""", await handshake.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should allow client reconnect after restarting (ws)")]
    public async Task AClientComesBackToThePortOfARestartedServer()
    {
        Uri address;
        await using (var first = await EngineServer.StartAsync())
        {
            address = first.Http.BaseAddress!;
            await using var client = await WebSocketClient.OpenAsync(first);
            await first.StopAsync();
            Assert.Null(await client.ReceiveAsync());
        }

        await using var second = await EngineServer.StartAsync(null, new LoopbackNetwork(address.Port));
        Assert.Equal(address, second.Http.BaseAddress);
        await using var back = await WebSocketClient.OpenAsync(second);
        await back.SendAsync("hello");
        Assert.Equal("hello", await back.ReceiveAsync());
    }
}
