using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>HTTP/1.1 by TLS with certificates of an authority of its own, which both ends trust and nobody else.</summary>
/// <param name="form">How the ends hold their certificates: as key and certificate (<c>pem</c>), or as <c>pfx</c>.</param>
/// <param name="asks">Whether the server wants to see a certificate of the client.</param>
internal sealed class AuthorityNetwork(string form, bool asks) : Network
{
    private readonly X509Certificate2 _authority = CreateAuthority();

    public override void Listen(IWebHostBuilder host)
    {
        var certificate = Issue("CN=server");
        host.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(o =>
        {
            o.ServerCertificate = certificate;
            o.ClientCertificateMode = asks ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
            o.ClientCertificateValidation = (shown, _, _) => IsTrusted(shown);
        })));
    }

    public override HttpClient CreateHttp(WebApplication app) => new(CreateHandler(shows: asks)) { BaseAddress = new Uri(app.Urls.First()) };

    public override async Task<WebSocket> ConnectAsync(WebApplication app, string url, HttpRequestHeaders headers)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(
            new Uri(app.Urls.First().Replace("http", "ws", StringComparison.Ordinal) + url), new HttpMessageInvoker(CreateHandler(shows: asks)), default);
        return socket;
    }

    /// <summary>A client that trusts the authority, and shows a certificate of it or none.</summary>
    public SocketsHttpHandler CreateHandler(bool shows)
    {
        var handler = new SocketsHttpHandler { UseCookies = false };
        handler.SslOptions.CertificateChainPolicy = Trust();
        if (shows)
        {
            handler.SslOptions.ClientCertificates = [Issue("CN=client")];
        }

        return handler;
    }

    private bool IsTrusted(X509Certificate2 certificate)
    {
        using var chain = new X509Chain { ChainPolicy = Trust() };
        return chain.Build(certificate);
    }

    private X509ChainPolicy Trust()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_authority);
        return policy;
    }

    private X509Certificate2 Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, _authority.NotBefore, _authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        if (form == "pem")
        {
            return X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        }

        using var whole = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx, "password"), "password");
    }

    private static X509Certificate2 CreateAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
