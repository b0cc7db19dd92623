using System.Net.Http.Headers;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>What lies between the clients and the server of a test.</summary>
internal abstract class Network
{
    /// <summary>HTTP/1.1, HTTP/2 and the test server.</summary>
    public static TheoryData<string> All => ["http1", "http2", "memory"];

    public static Network Of(string name) => name switch
    {
        "http1" => new LoopbackNetwork(),
        "http2" => new TlsNetwork(),
        _ => new InMemoryNetwork(),
    };

    public abstract void Listen(IWebHostBuilder host);

    public abstract HttpClient CreateHttp(WebApplication app);

    public abstract Task<WebSocket> ConnectAsync(WebApplication app, string url, HttpRequestHeaders headers);
}
