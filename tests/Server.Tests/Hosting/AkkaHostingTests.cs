using System.Net.WebSockets;
using System.Text;
using Akka.Actor;
using Akka.Hosting;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Tests.Hosting;

/// <summary>WithSocketIo: the server in the actor system of Akka.Hosting.</summary>
public class AkkaHostingTests
{
    [Fact]
    public async Task ItServesInTheSystemOfTheHostAndItsActorsEmit()
    {
        await using var app = Build(akka => akka
            .WithSocketIo(o => o.PingTimeout = TimeSpan.FromSeconds(7))
            .WithActors((system, registry, _) => registry.Register<Greeter>(system.ActorOf(Props.Create(() => new Greeter()), "greeter"))));
        var io = app.MapSocketIo().Server;
        io.OnConnection(s => s.Join("lobby").AsTask());
        io.On("greet", () => app.Services.GetRequiredService<ActorRegistry>().Get<Greeter>().Tell("hello"));
        await app.StartAsync();

        using var client = new ClientWebSocket();
        Assert.Contains("\"pingTimeout\":7000", await OpenAsync(app, client), StringComparison.Ordinal);
        await SendAsync(client, "40");
        Assert.StartsWith("40{", await ReceiveAsync(client), StringComparison.Ordinal);
        await SendAsync(client, "42[\"greet\"]");
        Assert.Equal("42[\"greeting\",\"hello\"]", await ReceiveAsync(client));
        Assert.Same(io, app.MapSocketIo("/second").Server);

        var system = app.Services.GetRequiredService<ActorSystem>();
        Assert.Equal("hosted", system.Name);
        Assert.Equal("/socket.io", system.Settings.Config.GetString("akka.socket-io.path"));
        Assert.Contains("ping-timeout = 7s", AkkaSocketIo.SocketIo.Get(system).Settings.Describe(), StringComparison.Ordinal);
        client.Abort();
        await app.StopAsync();
        await system.WhenTerminated.WaitAsync(IoServer.Patience);
    }

    [Fact]
    public async Task AHostThatStopsClosesItsClientsBeforeKestrelAndTheSystemDo()
    {
        await using var app = Build(akka => akka.WithSocketIo());
        var io = app.MapSocketIo().Server;
        var system = app.Services.GetRequiredService<ActorSystem>();
        var ended = new Probe<(string, bool)>();
        io.OnDisconnect((_, reason) => ended.Add((reason.Name, system.WhenTerminated.IsCompleted)));
        await app.StartAsync();
        using var client = new ClientWebSocket();
        await OpenAsync(app, client);
        await SendAsync(client, "40");
        await ReceiveAsync(client);

        var stopping = app.StopAsync();
        Assert.Null(await ReceiveAsync(client));
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, client.CloseStatus);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        Assert.Equal((CloseReason.ServerShuttingDown, false), await ended.NextAsync());
        await stopping.WaitAsync(IoServer.Patience);
        await system.WhenTerminated.WaitAsync(IoServer.Patience);
        Assert.IsType<CoordinatedShutdown.ClrExitReason>(CoordinatedShutdown.Get(system).ShutdownReason);
    }

    [Fact]
    public async Task ASystemThatIsShutDownClosesItsClientsAndStopsItsHost()
    {
        await using var app = Build(akka => akka.WithSocketIo());
        app.MapSocketIo();
        var system = app.Services.GetRequiredService<ActorSystem>();
        await app.StartAsync();
        using var client = new ClientWebSocket();
        await OpenAsync(app, client);
        var stopped = new TaskCompletionSource();
        app.Lifetime.ApplicationStopped.Register(stopped.SetResult);
        var run = app.WaitForShutdownAsync();

        var shutdown = CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        Assert.Null(await ReceiveAsync(client));
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, client.CloseStatus);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        await shutdown.WaitAsync(IoServer.Patience);
        await run.WaitAsync(IoServer.Patience);
        await stopped.Task.WaitAsync(IoServer.Patience);
    }

    [Fact]
    public async Task TheHoconOfTheHostCountsAndStrongerSourcesBeatIt()
    {
        await using var app = Build(
            akka => akka
                .AddHocon("akka.socket-io { ping-interval = 11s, ping-timeout = 12s, path = \"/hocon\", max-attachments = 3 }", HoconAddMode.Prepend)
                .WithSocketIo(o => o.MaxAttachments = 5),
            b =>
            {
                b.Configuration["SocketIo:PingTimeout"] = "13s";
                b.Services.Configure<SocketIoOptions>(o => (o.MaxAttachments, o.CloseTimeout) = (4, TimeSpan.FromSeconds(14)));
                b.Services.PostConfigure<SocketIoOptions>(o => o.AckTimeout = TimeSpan.FromSeconds(15));
            });
        app.MapSocketIo();
        var settings = AkkaSocketIo.SocketIo.Get(app.Services.GetRequiredService<ActorSystem>()).Settings.Describe();
        foreach (var part in new[] { "ping-interval = 11s (HOCON of the ActorSystem)", "ping-timeout = 13s", "path = /hocon", "max-attachments = 5", "close-timeout = 14s", "ack-timeout = 15s" })
        {
            Assert.Contains(part, settings, StringComparison.Ordinal);
        }

        await app.StartAsync();
        using var http = new HttpClient();
        Assert.StartsWith("0{", await http.GetStringAsync(app.Urls.First() + "/hocon/?EIO=4&transport=polling"), StringComparison.Ordinal);
        Assert.Contains(app.Services.GetFakeLogCollector().GetSnapshot(), r => r.Id.Name == "SettingsInForce");
        await app.StopAsync();
    }

    [Fact]
    public async Task WrongSettingsStopTheStartAlsoWhereNothingIsMapped()
    {
        await using var mapped = Build(akka => akka.WithSocketIo(o => o.PingTimeout = TimeSpan.Zero));
        Assert.Contains("ping-timeout", Assert.Throws<SocketIoConfigurationException>(() => mapped.MapSocketIo()).Message, StringComparison.Ordinal);

        await using var app = Build(akka => akka.WithSocketIo(o => o.PingTimeout = TimeSpan.Zero));
        await Assert.ThrowsAsync<SocketIoConfigurationException>(() => app.StartAsync());
    }

    [Fact]
    public async Task BesideAddSocketIoItIsRefused()
    {
        await using var app = Build(akka => akka.WithSocketIo(), b => b.Services.AddSocketIo());
        var failure = Assert.Throws<InvalidOperationException>(() => app.MapSocketIo());
        Assert.StartsWith("Both AddSocketIo (or AddEngineIo) and WithSocketIo have been called", failure.Message, StringComparison.Ordinal);

        await using var unmapped = Build(akka => akka.WithSocketIo(), b => b.Services.AddSocketIo());
        await Assert.ThrowsAsync<InvalidOperationException>(() => unmapped.StartAsync());

        await using var twice = Build(akka => akka.WithSocketIo().WithSocketIo());
        Assert.Contains("WithSocketIo has been called before", Assert.Throws<InvalidOperationException>(() => twice.MapSocketIo()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutItThereIsNothingToMap()
    {
        await using var app = Build(_ => { });
        Assert.Equal(
            "MapSocketIo needs builder.Services.AddSocketIo(), or WithSocketIo() in builder.Services.AddAkka(…).",
            Assert.Throws<InvalidOperationException>(() => app.MapSocketIo()).Message);
    }

    [Fact]
    public async Task AddSocketIoBesideAkkaHostingHasASystemOfItsOwn()
    {
        await using var app = Build(_ => { }, b => b.Services.AddSocketIo());
        app.MapSocketIo();
        await app.StartAsync();
        using var http = new HttpClient();
        Assert.StartsWith("0{", await http.GetStringAsync(app.Urls.First() + "/socket.io/?EIO=4&transport=polling"), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => AkkaSocketIo.SocketIo.Get(app.Services.GetRequiredService<ActorSystem>()).Emit("e"));
        await app.StopAsync();
    }

    [Fact]
    public async Task ItsHealthIsChecked()
    {
        await using var app = Build(akka => akka.WithSocketIo(), b => b.Services.AddHealthChecks().AddSocketIo());
        var io = app.MapSocketIo().Server;
        await app.StartAsync();
        var health = app.Services.GetRequiredService<HealthCheckService>();
        var report = await health.CheckHealthAsync();
        Assert.Equal(["socketio-live", "socketio-ready"], report.Entries.Keys.Order());
        Assert.Equal(HealthStatus.Healthy, report.Status);
        await io.CloseAsync();
        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync()).Status);
        await app.StopAsync();
    }

    private static WebApplication Build(Action<AkkaConfigurationBuilder> akka, Action<WebApplicationBuilder>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddFakeLogging();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAkka("hosted", akka);
        more?.Invoke(builder);
        return builder.Build();
    }

    private static async Task<string?> OpenAsync(WebApplication app, ClientWebSocket client)
    {
        await client.ConnectAsync(new Uri(app.Urls.First().Replace("http", "ws", StringComparison.Ordinal) + "/socket.io/?EIO=4&transport=websocket"), default);
        return await ReceiveAsync(client);
    }

    private static Task SendAsync(ClientWebSocket client, string text) => client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default);

    private static async Task<string?> ReceiveAsync(ClientWebSocket client)
    {
        var buffer = new byte[4096];
        using var patience = new CancellationTokenSource(IoServer.Patience);
        var result = await client.ReceiveAsync(buffer, patience.Token);
        return result.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, result.Count);
    }

    private sealed class Greeter : ReceiveActor
    {
        public Greeter() => Receive<string>(text => AkkaSocketIo.SocketIo.Get(Context.System).To("lobby").Emit("greeting", text));
    }
}
