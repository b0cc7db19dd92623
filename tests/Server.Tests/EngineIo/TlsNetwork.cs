using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>HTTP/2 by TLS, as browsers speak it to Kestrel: a WebSocket is one stream of the connection.</summary>
internal sealed class TlsNetwork : Network
{
    private readonly X509Certificate2 _certificate = CreateCertificate();

    public override void Listen(IWebHostBuilder host) =>
        host.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(_certificate)));

    public override HttpClient CreateHttp(WebApplication app) => new(CreateHandler())
    {
        BaseAddress = new Uri(app.Urls.First()),
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public override async Task<WebSocket> ConnectAsync(WebApplication app, string url, HttpRequestHeaders headers)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.HttpVersion = HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        foreach (var (name, values) in headers)
        {
            socket.Options.SetRequestHeader(name, string.Join(", ", values));
        }

        // The connection goes with the socket that is its only stream.
        await socket.ConnectAsync(new Uri(app.Urls.First().Replace("http", "ws", StringComparison.Ordinal) + url), new HttpMessageInvoker(CreateHandler()), default);
        return socket;
    }

    public SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => _certificate.Equals(shown);
        return handler;
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
