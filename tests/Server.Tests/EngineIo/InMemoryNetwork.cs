using System.Net.Http.Headers;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>No network at all: ASP.NET's test server, with which applications test themselves.</summary>
internal sealed class InMemoryNetwork : Network
{
    public override void Listen(IWebHostBuilder host) => host.UseTestServer();

    public override HttpClient CreateHttp(WebApplication app) => app.GetTestClient();

    public override Task<WebSocket> ConnectAsync(WebApplication app, string url, HttpRequestHeaders headers)
    {
        var client = app.GetTestServer().CreateWebSocketClient();
        client.ConfigureRequest = request =>
        {
            foreach (var (name, values) in headers)
            {
                request.Headers[name] = values.ToArray();
            }
        };
        return client.ConnectAsync(new Uri("ws://localhost" + url), default);
    }
}
