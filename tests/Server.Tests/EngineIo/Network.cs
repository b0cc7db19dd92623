using System.Net.Http.Headers;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>What lies between the clients and the server of a test.</summary>
internal abstract class Network
{
    public abstract void Listen(IWebHostBuilder host);

    public abstract HttpClient CreateHttp(WebApplication app);

    public abstract Task<WebSocket> ConnectAsync(WebApplication app, string url, HttpRequestHeaders headers);
}
