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
    private readonly int _maxDepth;

    internal Handshake(EngineHandshake request, ReadOnlyMemory<byte> auth, int maxDepth)
    {
        _request = request;
        _auth = auth;
        _maxDepth = maxDepth;
    }

    internal EngineHandshake Request => _request;

    internal ReadOnlyMemory<byte> AuthBytes => _auth;

    /// <summary>
    /// What the client sent with CONNECT: an object, empty if it sent none. Of a client of Engine.IO revision 3 it is the query
    /// behind the namespace's name. Parsed at each call.
    /// </summary>
    public JsonElement Auth => ParseAuth(_auth, _maxDepth);

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

    /// <summary>
    /// When the login that ASP.NET's authentication found ends, if it says so: for <see cref="ISocket.ExpiresAt"/>.
    /// </summary>
    public DateTimeOffset? UserExpires => _request.UserExpires;

    internal static JsonElement ParseAuth(ReadOnlyMemory<byte> auth, int maxDepth) =>
        auth.IsEmpty ? s_empty : JsonDocument.Parse(auth, new JsonDocumentOptions { MaxDepth = maxDepth }).RootElement;
}
