using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>A real Kestrel on a free port of the loopback with an Engine.IO echo, and raw requests to it.</summary>
internal sealed class EngineServer : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;

    private EngineServer(WebApplication app, Recorder recorder)
    {
        _app = app;
        Closed = recorder.Closed;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = Patience };
    }

    public HttpClient Http { get; }

    /// <summary>The reasons of the sessions that ended.</summary>
    public ChannelReader<CloseReason> Closed { get; }

    public static async Task<EngineServer> StartAsync(Action<SocketIoOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddEngineIo(configure);
        var app = builder.Build();
        var recorder = new Recorder();
        app.MapEngineIo("/engine.io", recorder);
        await app.StartAsync();
        return new EngineServer(app, recorder);
    }

    public static string Url(string transport, string? sid = null, string eio = "4") =>
        $"/engine.io/?EIO={eio}&transport={transport}" + (sid is null ? "" : "&sid=" + sid);

    public async Task<string> OpenPollingAsync()
    {
        var body = await Http.GetStringAsync(Url("polling"));
        return JsonDocument.Parse(body[1..]).RootElement.GetProperty("sid").GetString()!;
    }

    public Task<string> PollAsync(string sid) => Http.GetStringAsync(Url("polling", sid));

    public Task<HttpResponseMessage> PostAsync(string sid, string payload) =>
        Http.PostAsync(Url("polling", sid), new StringContent(payload, Encoding.UTF8, "text/plain"));

    public async Task<RawSocket> ConnectAsync(string? sid = null)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(Http.BaseAddress!.ToString().Replace("http", "ws", StringComparison.Ordinal).TrimEnd('/') + Url("websocket", sid)), default);
        return new RawSocket(socket);
    }

    public async Task<CloseReason> NextClosedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await Closed.ReadAsync(patience.Token);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class Recorder : IEngineHandler
    {
        private readonly Channel<CloseReason> _closed = Channel.CreateUnbounded<CloseReason>();

        public ChannelReader<CloseReason> Closed => _closed.Reader;

        public void OnOpen(IEngineConnection connection)
        {
        }

        public ValueTask OnMessage(IEngineConnection connection, EngineMessage message)
        {
            if (message.IsBinary)
            {
                connection.Send(message.Data.Span);
            }
            else if (message.Text == "close me")
            {
                connection.Send("bye");
                connection.Close();
            }
            else
            {
                connection.Send(message.Text);
            }

            return default;
        }

        public void OnClose(IEngineConnection connection, CloseReason reason) => _closed.Writer.TryWrite(reason);
    }
}

/// <summary>A WebSocket of a client that speaks frames and nothing else.</summary>
internal sealed class RawSocket(ClientWebSocket socket) : IDisposable
{
    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default);

    public Task SendAsync(byte[] data) => socket.SendAsync(data, WebSocketMessageType.Binary, true, default);

    /// <summary>The next message as text; binary as hexadecimal digits behind "0x"; null when the server has closed.</summary>
    public async Task<string?> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(EngineServer.Patience);
        using var message = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer, patience.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, result.Count);
            if (result.EndOfMessage)
            {
                return result.MessageType == WebSocketMessageType.Binary
                    ? "0x" + Convert.ToHexString(message.ToArray())
                    : Encoding.UTF8.GetString(message.ToArray());
            }
        }
    }

    public void Dispose() => socket.Dispose();
}
