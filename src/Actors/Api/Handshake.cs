using System.Net;
using System.Security.Claims;
using System.Text.Json;

namespace AkkaSocketIo;

/// <summary>
/// What is known of a socket from its beginning: the connection's first request, and the payload of its CONNECT packet
/// (https://socket.io/docs/v4/socket-io-protocol/).
/// </summary>
public sealed class Handshake
{
    private static readonly JsonElement s_empty = JsonDocument.Parse("{}").RootElement;

    private readonly EngineHandshake _request;
    private readonly ReadOnlyMemory<byte> _auth;
    private readonly JsonDocumentOptions _options;

    internal Handshake(EngineHandshake request, ReadOnlyMemory<byte> auth, int maxDepth)
    {
        _request = request;
        _auth = auth;
        _options = new JsonDocumentOptions { MaxDepth = maxDepth };
    }

    /// <summary>What the client sent with CONNECT: an object, empty if it sent none. Parsed at each call.</summary>
    public JsonElement Auth => _auth.IsEmpty ? s_empty : JsonDocument.Parse(_auth, _options).RootElement;

    /// <summary>Headers of the connection's first request, names in lower case.</summary>
    public IReadOnlyDictionary<string, string> Headers => _request.Headers;

    /// <summary>The decoded query of the connection's first request.</summary>
    public IReadOnlyDictionary<string, string> Query => _request.Query;

    /// <summary>Path and query of the first request, undecoded.</summary>
    public string Url => _request.Url;

    /// <summary>The client's address as ASP.NET sees it.</summary>
    public IPAddress? Address => _request.RemoteAddress;

    /// <summary>Whether the first request came by TLS.</summary>
    public bool Secure => _request.Secure;

    /// <summary>Whether the first request named an origin, which browsers do across sites and for WebSockets.</summary>
    public bool CrossDomain => _request.Headers.ContainsKey("origin");

    /// <summary>The user that ASP.NET's authentication found at the first request.</summary>
    public ClaimsPrincipal User => _request.User;

    /// <summary>When the connection was opened.</summary>
    public DateTimeOffset Issued => _request.Issued;
}
