using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AkkaSocketIo.Browser.Tests;

/// <summary>A certificate for 127.0.0.1, in a file as long as it is needed.</summary>
internal sealed class SelfSigned : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chat-");
    private readonly string _password = Guid.NewGuid().ToString("N");

    public SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=chat", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllBytes(FileName, certificate.Export(X509ContentType.Pfx, _password));
    }

    public IEnumerable<string> KestrelArguments =>
        [$"--Kestrel:Certificates:Default:Path={FileName}", $"--Kestrel:Certificates:Default:Password={_password}"];

    private string FileName => Path.Combine(_directory.FullName, "chat.pfx");

    public void Dispose() => _directory.Delete(recursive: true);
}
