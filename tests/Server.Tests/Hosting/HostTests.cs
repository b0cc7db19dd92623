using System.Diagnostics;
using System.Net.WebSockets;
using Akka.Event;
using AkkaSocketIo.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace AkkaSocketIo.Server.Tests.Hosting;

public class HostTests
{
    [Fact]
    public async Task AClientThatDoesNotAnswerACloseIsNoFailureOfAHostThatStops()
    {
        await using var app = await StartAsync(services => services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMilliseconds(200)));
        using var deaf = new ClientWebSocket();
        await deaf.ConnectAsync(new Uri(app.Urls.First().Replace("http", "ws", StringComparison.Ordinal) + "/socket.io/?EIO=4&transport=websocket"), default);

        // The open packet: from here on there is a session to be closed.
        await deaf.ReceiveAsync(new byte[1024], default);
        await app.StopAsync();

        Assert.Contains(app.Services.GetFakeLogCollector().GetSnapshot(), r => r.Id.Name == "CloseNotAwaited");
    }

    [Fact]
    public async Task WhatTheActorSystemSaysIsInTheLogOfTheHost()
    {
        var clock = Stopwatch.StartNew();
        await using var app = await StartAsync();
        var log = app.Services.GetFakeLogCollector();

        app.Services.GetRequiredService<EngineNode>().System.Log.Warning("a word of warning");

        // Akka's loggers are actors: they write when they come to it.
        while (!log.GetSnapshot().Any(r => r is { Category: "akka", Level: LogLevel.Warning } && r.Message.EndsWith("a word of warning", StringComparison.Ordinal)))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), "nothing came");
            await Task.Yield();
        }

        await app.StopAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Mirrors("socket.io/server-attachment.ts", "should be bound")]
    [Mirrors("socket.io/server-attachment.ts", "with listen")]
    public async Task TheServerIsServedAtThePortThatItsHostIsTold(bool isToldLate)
    {
        string address;
        await using (var first = await StartAsync())
        {
            address = first.Urls.First();
            await first.StopAsync();
        }

        await using var app = await StartAsync(url: address, isToldLate: isToldLate);
        using var http = new HttpClient();
        Assert.StartsWith("0{", await http.GetStringAsync(address + "/socket.io/?EIO=4&transport=polling"), StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartAsync(Action<IServiceCollection>? configure = null, string url = "http://127.0.0.1:0", bool isToldLate = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddFakeLogging();
        if (!isToldLate)
        {
            builder.WebHost.UseUrls(url);
        }

        builder.Services.AddSocketIo();
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapSocketIo();
        if (isToldLate)
        {
            app.Urls.Add(url);
        }

        await app.StartAsync();
        return app;
    }
}
