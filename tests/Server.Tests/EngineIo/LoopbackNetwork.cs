using System.Net.Http.Headers;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>HTTP/1.1 by a port of the loopback, a free one if none is given.</summary>
internal sealed class LoopbackNetwork(int port = 0) : Network
{
    public override void Listen(IWebHostBuilder host) => host.UseUrls($"http://127.0.0.1:{port}");

    public override HttpClient CreateHttp(WebApplication app) =>
        new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };

    public override async Task<WebSocket> ConnectAsync(WebApplication app, string url, HttpRequestHeaders headers)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, values) in headers)
        {
            socket.Options.SetRequestHeader(name, string.Join(", ", values));
        }

        await socket.ConnectAsync(new Uri(app.Urls.First().Replace("http", "ws", StringComparison.Ordinal) + url), default);
        return socket;
    }
}
