using Akka.Actor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AkkaSocketIo.Server.Tests.Hosting;

/// <summary>SocketIoOptions come from .NET's options system.</summary>
public class OptionsTests
{
    [Fact]
    public async Task TheyAreConfiguredInTheOrderOfRegistrationAndThenAfterwards()
    {
        await using var app = Build(services =>
        {
            services.Configure<SocketIoOptions>(o => (o.PingInterval, o.PingTimeout) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)));
            services.AddSocketIo(o => (o.PingInterval, o.CloseTimeout) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)));
            services.PostConfigure<SocketIoOptions>(o => o.AckTimeout = TimeSpan.FromSeconds(3));
            services.Configure<SocketIoOptions>(o => (o.CloseTimeout, o.AckTimeout) = (TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4)));
        });
        app.MapSocketIo();
        var settings = app.Services.GetRequiredService<Server.Hosting.EngineNode>().Settings;
        Assert.Equal([2, 1, 4, 3], new[] { settings.PingInterval, settings.PingTimeout, settings.CloseTimeout, settings.AckTimeout }.Select(t => (int)t.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(2), app.Services.GetRequiredService<IOptions<SocketIoOptions>>().Value.PingInterval);
    }

    [Fact]
    public async Task WithServicesOfTheContainer()
    {
        await using var app = Build(services =>
        {
            services.AddSingleton("/from-a-service");
            services.AddOptions<SocketIoOptions>().Configure<string>((o, path) => o.Path = path);
            services.AddSocketIo();
        });
        Assert.Equal("/from-a-service", app.Services.GetRequiredService<Server.Hosting.EngineNode>().Settings.Path);
    }

    [Fact]
    public async Task ValidationOfTheApplicationsOwnStopsTheStartAsOursDoes()
    {
        await using var app = Build(services =>
        {
            services.AddSocketIo();
            services.AddOptions<SocketIoOptions>()
                .Validate(o => o.Path is not null, "Set SocketIoOptions.Path.")
                .Validate(o => o.Cors is not null, "Set SocketIoOptions.Cors.");
        });
        var failure = await Assert.ThrowsAsync<SocketIoConfigurationException>(() => app.StartAsync());
        Assert.Equal(["Set SocketIoOptions.Path.", "Set SocketIoOptions.Cors."], failure.Problems);
    }

    [Fact]
    public async Task WhatIsWrongInThemStopsTheStart()
    {
        await using var app = Build(services =>
        {
            services.AddSocketIo();
            services.PostConfigure<SocketIoOptions>(o => o.InboundWindow = 0);
        });
        var failure = await Assert.ThrowsAsync<SocketIoConfigurationException>(() => app.StartAsync());
        Assert.Contains("SocketIoOptions.InboundWindow", Assert.Single(failure.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGivenSystemTakesThemToo()
    {
        using var system = ActorSystem.Create("given");
        await using var app = Build(services =>
        {
            services.AddSocketIo(system);
            services.Configure<SocketIoOptions>(o => o.MaxAttachments = 7);
        });
        app.MapSocketIo();
        Assert.Contains("max-attachments = 7", AkkaSocketIo.SocketIo.Get(system).Settings.Describe(), StringComparison.Ordinal);
        await app.StartAsync();
        await app.StopAsync();
        Assert.Throws<InvalidOperationException>(() => AkkaSocketIo.SocketIo.Get(system).Of("/"));
        await system.Terminate();
    }

    private static WebApplication Build(Action<IServiceCollection> services)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        services(builder.Services);
        return builder.Build();
    }
}
