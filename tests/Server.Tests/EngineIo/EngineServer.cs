using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>An application with an Engine.IO echo, and requests to it.</summary>
internal sealed class EngineServer : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly Network _network;
    private readonly RecordingEcho _echo;
    private IEngineServer? _engine;

    private EngineServer(WebApplication app, Network network, RecordingEcho echo)
    {
        _app = app;
        _network = network;
        _echo = echo;
        Http = network.CreateHttp(app);
        Http.Timeout = Patience;
    }

    /// <summary>Its default headers are also those of WebSocket handshakes.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<EngineServer> StartAsync(Action<SocketIoOptions>? configure = null, Network? network = null)
    {
        IEngineServer? engine = null;
        var server = await StartAsync(configure, network ?? new LoopbackNetwork(), (app, echo) => engine = app.MapEngineIo("/engine.io", echo).Engine);
        server._engine = engine;
        return server;
    }

    /// <param name="map">Builds the pipeline and maps the echo.</param>
    /// <param name="configure">The engine's settings.</param>
    /// <param name="network">How the server is reached.</param>
    /// <param name="build">What else the application needs.</param>
    public static async Task<EngineServer> StartAsync(
        Action<SocketIoOptions>? configure, Network network, Action<WebApplication, IEngineHandler> map, Action<WebApplicationBuilder>? build = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        network.Listen(builder.WebHost);
        builder.Services.AddEngineIo(configure);
        build?.Invoke(builder);
        var app = builder.Build();
        var echo = new RecordingEcho();
        map(app, echo);
        await app.StartAsync();
        return new EngineServer(app, network, echo);
    }

    public IEngineServer Engine => _engine ?? throw new InvalidOperationException("The test has mapped its own.");

    public static string Url(string transport, string? sid = null, string eio = "4") =>
        $"/engine.io/?EIO={eio}&transport={transport}" + (sid is null ? "" : "&sid=" + sid);

    public static async Task<T> NextAsync<T>(ChannelReader<T> channel)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await channel.ReadAsync(patience.Token);
    }

    public async Task<string> OpenPollingAsync()
    {
        var body = await Http.GetStringAsync(Url("polling"));
        return JsonDocument.Parse(body[1..]).RootElement.GetProperty("sid").GetString()!;
    }

    public Task<string> PollAsync(string sid) => Http.GetStringAsync(Url("polling", sid));

    public Task<HttpResponseMessage> PostAsync(string sid, string payload) =>
        Http.PostAsync(Url("polling", sid), new StringContent(payload, Encoding.UTF8, "text/plain"));

    public async Task<RawSocket> ConnectAsync(string? sid = null) => new(await OpenSocketAsync(Url("websocket", sid)));

    public Task<WebSocket> OpenSocketAsync(string url) => _network.ConnectAsync(_app, url, Http.DefaultRequestHeaders);

    /// <summary>The server's end of the next session that was opened.</summary>
    public Task<IEngineConnection> NextOpenedAsync() => NextAsync(_echo.Opened);

    /// <summary>The next message that reached the handler.</summary>
    public Task<string> NextReceivedAsync() => NextAsync(_echo.Received);

    /// <summary>Whether a message reached the handler that was not asked for yet.</summary>
    public bool HasReceived => _echo.Received.TryPeek(out _);

    /// <summary>The reason of the next session that ended.</summary>
    public Task<CloseReason> NextClosedAsync() => NextAsync(_echo.Closed);

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
