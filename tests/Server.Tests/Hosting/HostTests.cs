using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Tests.Hosting;

public class HostTests
{
    [Fact]
    public async Task AClientThatDoesNotAnswerACloseIsNoFailureOfAHostThatStops()
    {
        await using var app = await StartAsync(services => services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMilliseconds(200)));
        using var deaf = new ClientWebSocket();
        await deaf.ConnectAsync(new Uri(app.Urls.First().Replace("http", "ws", StringComparison.Ordinal) + "/socket.io/?EIO=4&transport=websocket"), default);

        await app.StopAsync();

        Assert.Contains(app.Services.GetFakeLogCollector().GetSnapshot(), r => r.Id.Name == "CloseNotAwaited");
    }

    [Fact]
    public async Task WhatTheActorSystemSaysIsInTheLogOfTheHost()
    {
        await using var app = await StartAsync();

        await app.StopAsync();

        Assert.Contains(app.Services.GetFakeLogCollector().GetSnapshot(), r => r is { Category: "akka", Level: LogLevel.Information }
            && r.Message.StartsWith("CoordinatedShutdown (akka://socket-io): ", StringComparison.Ordinal));
    }

    private static async Task<WebApplication> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddFakeLogging();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSocketIo();
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapSocketIo();
        await app.StartAsync();
        return app;
    }
}
