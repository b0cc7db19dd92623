using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace AkkaSocketIo.Server.Tests.SocketIo.Wire;

/// <summary>A Socket.IO server on a real Kestrel, on a free port of the loopback; what it logs and counts can be read.</summary>
internal sealed class IoServer : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;

    private IoServer(WebApplication app, SocketIoServer io)
    {
        _app = app;
        Io = io;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = Patience };
    }

    public SocketIoServer Io { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public FakeLogCollector Logs => _app.Services.GetFakeLogCollector();

    public static Task<IoServer> StartAsync(Action<SocketIoOptions>? configure = null, Action<IServiceCollection>? services = null) =>
        StartAsync(s =>
        {
            s.AddSocketIo(configure);
            services?.Invoke(s);
        }, app => app.MapSocketIo().Server);

    public static async Task<IoServer> StartAsync(Action<IServiceCollection> services, Func<WebApplication, SocketIoServer> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddFakeLogging().SetMinimumLevel(LogLevel.Debug).AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        services(builder.Services);
        var app = builder.Build();
        var io = map(app);
        await app.StartAsync();
        return new IoServer(app, io);
    }

    /// <summary>What an instrument of the server records from now on.</summary>
    public MetricCollector<long> Collect(string instrument) =>
        new(_app.Services.GetRequiredService<IMeterFactory>(), "AkkaSocketIo", "socketio.server." + instrument);

    /// <summary>The same for an instrument that measures times.</summary>
    public MetricCollector<double> CollectTimes(string instrument) =>
        new(_app.Services.GetRequiredService<IMeterFactory>(), "AkkaSocketIo", "socketio.server." + instrument);

    public static string Url(string transport, string? sid = null, string query = "") =>
        $"/socket.io/?EIO=4&transport={transport}{(sid is null ? "" : "&sid=" + sid)}{query}";

    /// <summary>A client with an Engine.IO session that has joined no namespace yet.</summary>
    public Task<WireClient> OpenAsync(Mode mode, string query = "") => mode switch
    {
        Mode.Polling => AsBase(PollingClient.OpenAsync(this, query)),
        Mode.WebSocket => AsBase(WebSocketClient.OpenAsync(this, query)),
        _ => AsBase(WebSocketClient.OpenByUpgradeAsync(this, query)),
    };

    /// <summary>A client that has joined a namespace.</summary>
    public async Task<WireClient> ConnectAsync(Mode mode = Mode.WebSocket, string nsp = "/")
    {
        var client = await OpenAsync(mode);
        await JoinAsync(client, nsp);
        return client;
    }

    /// <summary>Joins a namespace, and waits until emits reach the socket too: the client is told a moment earlier.</summary>
    public async Task<string> JoinAsync(WireClient client, string nsp = "/", string auth = "")
    {
        var id = await client.JoinAsync(nsp, auth);
        using var patience = new CancellationTokenSource(Patience);
        while (Io.Of(nsp).Sockets.All(s => s.Id != id))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        return id;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static async Task<WireClient> AsBase<T>(Task<T> client)
        where T : WireClient => await client;
}

/// <summary>How a client reaches the server.</summary>
public enum Mode
{
    Polling,
    WebSocket,

    /// <summary>It opens its session by polling, and upgrades before it sends anything.</summary>
    Upgraded,
}
