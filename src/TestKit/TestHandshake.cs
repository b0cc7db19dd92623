using System.Net;
using System.Security.Claims;

namespace AkkaSocketIo;

/// <summary>The first request of a test client's connection, which handlers see as <see cref="IRemoteSocket.Handshake"/>.</summary>
public sealed class TestHandshake
{
    /// <summary>Request headers.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Parameters of the query, beside those of the protocol.</summary>
    public IDictionary<string, string> Query { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Who is signed in; nobody by default.</summary>
    public ClaimsPrincipal User { get; set; } = new(new ClaimsIdentity());

    /// <summary>Where the client is.</summary>
    public IPAddress RemoteAddress { get; set; } = IPAddress.Loopback;

    /// <summary>Whether the request came by TLS.</summary>
    public bool Secure { get; set; }

    internal EngineHandshake ToEngineHandshake(TimeProvider time)
    {
        var query = new Dictionary<string, string>(Query, StringComparer.Ordinal) { ["EIO"] = "4", ["transport"] = "websocket" };
        return new EngineHandshake
        {
            Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase),
            Query = query,
            Url = "/socket.io/?" + string.Join('&', query.Select(q => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(q.Value)}")),
            RemoteAddress = RemoteAddress,
            Secure = Secure,
            Issued = time.GetUtcNow(),
            User = User,
        };
    }
}
