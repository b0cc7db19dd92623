using System.Diagnostics;
using System.Net;
using System.Security.Claims;

namespace AkkaSocketIo;

/// <summary>What was true of the first HTTP request of a session: a copy, the request itself is not kept.</summary>
public sealed class EngineHandshake
{
    /// <summary>Request headers, names in lower case; several values are joined by a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The decoded query, <c>EIO</c> and <c>transport</c> included; of equal keys the last one wins.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>The client's address as ASP.NET sees it (forwarded headers are the application's to configure).</summary>
    public IPAddress? RemoteAddress { get; init; }

    /// <summary>Whether the request came by TLS, as ASP.NET sees it.</summary>
    public bool Secure { get; init; }

    /// <summary>Path and query of the request, undecoded.</summary>
    public required string Url { get; init; }

    /// <summary>When the session was opened.</summary>
    public DateTimeOffset Issued { get; init; }

    /// <summary>The user that ASP.NET's authentication found; anonymous if none.</summary>
    public required ClaimsPrincipal User { get; init; }

    /// <summary>When the user's login ends, where ASP.NET's authentication says so: <c>ExpiresUtc</c> of its ticket.</summary>
    public DateTimeOffset? UserExpires { get; init; }

    /// <summary>For spans of the session; null where nobody listened.</summary>
    internal ActivityLink[]? Request { get; init; }
}
