using System.Diagnostics.Metrics;
using System.Net;
using AkkaSocketIo.Transport.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>Every refusal is counted and logged, once.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData("transport=tobi", "UNKNOWN_TRANSPORT")]
    [InlineData("transport=polling&EIO=4&sid=test", "UNKNOWN_SID")]
    [InlineData("transport=websocket&EIO=4", "BAD_REQUEST")]
    [InlineData("transport=polling&EIO=3", "UNSUPPORTED_PROTOCOL_VERSION")]
    [InlineData("transport=polling&EIO=4&refuse=1", "FORBIDDEN", LogLevel.Information)]
    public async Task ARefusedRequestIsCountedAndLogged(string query, string errorType, LogLevel level = LogLevel.Debug)
    {
        await using var server = await StartAsync((app, echo) => app.MapEngineIo("/engine.io", echo));
        using var collector = Collect(server);
        await server.Http.GetAsync("/engine.io/?" + query);
        AssertRefused(server, collector, errorType, level);
    }

    [Fact]
    public async Task ARefusedMethodIsCountedAndLogged()
    {
        await using var server = await StartAsync((app, echo) => app.MapEngineIo("/engine.io", echo));
        using var collector = Collect(server);
        await server.Http.PostAsync(EngineServer.Url("polling"), null);
        AssertRefused(server, collector, "BAD_HANDSHAKE_METHOD");
        var sid = await server.OpenPollingAsync();
        await server.Http.PutAsync(EngineServer.Url("polling", sid), null);
        Assert.Equal("BAD_METHOD", collector.LastMeasurement!.Tags["error.type"]);
    }

    [Theory]
    [InlineData("transport=websocket&EIO=4&sid=test", "UNKNOWN_SID")]
    [InlineData("transport=websocket&EIO=4", "FORBIDDEN_ORIGIN", LogLevel.Information, "Origin: https://elsewhere.example")]
    [InlineData("transport=polling&EIO=4", "BAD_REQUEST")]
    public async Task ARefusedWebSocketIsCountedAndLogged(string query, string errorType, LogLevel level = LogLevel.Debug, string header = "X-Any: 1")
    {
        await using var server = await StartAsync((app, echo) => app.MapEngineIo("/engine.io", echo));
        using var collector = Collect(server);
        using var raw = await RawTcp.ConnectAsync(server);
        await raw.SendAsync(RawTcp.Handshake("/engine.io/?" + query, header));
        await raw.ReadToEndAsync();
        AssertRefused(server, collector, errorType, level);
    }

    [Fact]
    public async Task AnUpgradeWithoutAKeyIsNoWebSocket()
    {
        await using var server = await StartAsync((app, echo) => app.MapEngineIo("/engine.io", echo));
        using var collector = Collect(server);
        using var raw = await RawTcp.ConnectAsync(server);
        await raw.SendAsync(RawTcp.Request("GET", EngineServer.Url("websocket"), "Connection: Upgrade", "Upgrade: websocket"));
        Assert.StartsWith("HTTP/1.1 400 ", await raw.ReadToEndAsync(), StringComparison.Ordinal);
        AssertRefused(server, collector, "BAD_REQUEST");
    }

    [Fact]
    public async Task AnEngineThatTakesNoSessionIsUnavailable()
    {
        await using var server = await StartAsync((app, _) =>
        {
            var full = new StubEngine(app.Services, ended: false);
            app.Map("/engine.io", new EngineEndpoint(full, null, app.Services.GetRequiredService<ILoggerFactory>()).InvokeAsync);
        });
        using var collector = Collect(server);
        var response = await server.Http.GetAsync(EngineServer.Url("polling"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        AssertRefused(server, collector, "UNAVAILABLE");

        using var socket = await server.ConnectAsync();
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(1001, (int?)socket.CloseStatus);
        Assert.Equal(["UNAVAILABLE", "UNAVAILABLE"], collector.GetMeasurementSnapshot().Select(m => m.Tags["error.type"]));
    }

    [Fact]
    public async Task WhatASessionTakesIsNoRefusal()
    {
        await using var server = await StartAsync((app, echo) => app.MapEngineIo("/engine.io", echo));
        using var collector = Collect(server);
        await using (var client = await WebSocketClient.UpgradeAsync(server))
        {
            await client.CloseAsync();
            Assert.Null(await client.ReceiveAsync());
        }

        Assert.Empty(collector.GetMeasurementSnapshot());
        Assert.DoesNotContain(server.Services.GetFakeLogCollector().GetSnapshot(), r => r.Id.Name == "RequestRefused");
    }

    private static Task<EngineServer> StartAsync(Action<WebApplication, IEngineHandler> map) => EngineServer.StartAsync(
        o => o.AllowRequest = c => new(c.Request.Query.ContainsKey("refuse") ? AllowRequestResult.Refuse() : AllowRequestResult.Allow),
        new LoopbackNetwork(),
        map,
        b => b.Logging.AddFakeLogging().SetMinimumLevel(LogLevel.Debug));

    private static MetricCollector<long> Collect(EngineServer server) =>
        new(server.Services.GetRequiredService<IMeterFactory>(), "AkkaSocketIo", "socketio.server.requests.rejected");

    private static void AssertRefused(EngineServer server, MetricCollector<long> collector, string errorType, LogLevel level = LogLevel.Debug)
    {
        var measured = Assert.Single(collector.GetMeasurementSnapshot());
        Assert.Equal(1, measured.Value);
        Assert.Equal(errorType, Assert.Single(measured.Tags).Value);
        var logged = Assert.Single(server.Services.GetFakeLogCollector().GetSnapshot(), r => r.Id.Name == "RequestRefused");
        Assert.Equal(10, logged.Id.Id);
        Assert.Equal(level, logged.Level);
        Assert.Equal($"A request from 127.0.0.1 was refused: {errorType}", logged.Message);
    }
}
