using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>What the application serves beside the engine, and what nobody serves.</summary>
public class NeighbourTests
{
    [Fact]
    [Mirrors("engine.io/engine.io.js", "should preserve original request listeners")]
    [Mirrors("engine.io/engine.io.js", "should not destroy handled upgrades with after a timeout")]
    public async Task OtherEndpointsAndTheirWebSocketsWork()
    {
        await using var server = await EngineServer.StartAsync(null, new LoopbackNetwork(), (app, echo) =>
        {
            app.UseWebSockets();
            app.MapEngineIo("/engine.io", echo);
            app.MapGet("/page", () => "a page");
            app.Map("/other", async context =>
            {
                using var socket = await context.WebSockets.AcceptWebSocketAsync();
                await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, default);
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
            });
        });
        Assert.Equal("a page", await server.Http.GetStringAsync("/page"));
        using var other = new RawSocket(await server.OpenSocketAsync("/other"));
        Assert.Equal("hello", await other.ReceiveAsync());
        using var socket = await server.ConnectAsync();
        Assert.StartsWith("0{", await socket.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    [Mirrors("engine.io/engine.io.js", "should destroy upgrades not handled by engine")]
    public async Task AnUpgradeThatNobodyHandlesIsNotFound()
    {
        await using var server = await EngineServer.StartAsync();
        using var raw = await RawTcp.ConnectAsync(server);
        await raw.SendAsync(RawTcp.Handshake("/elsewhere"));
        Assert.StartsWith("HTTP/1.1 404 ", await raw.ReadHeadAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/")).StatusCode);
    }
}
