using AkkaSocketIo.Transport.Telemetry;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AkkaSocketIo.Transport.Http;

internal static class HandshakeFactory
{
    /// <summary>
    /// Copies what is to be known of the request: its context is gone with a polling handshake. Keys of the query are compared
    /// as ASP.NET does: the session must find what the request's verification found.
    /// </summary>
    public static EngineHandshake Create(HttpContext context, TimeProvider time)
    {
        var request = context.Request;
        return new EngineHandshake
        {
            Headers = Headers(request),
            Query = request.Query.ToDictionary(q => q.Key, q => q.Value.Count == 0 ? "" : q.Value[^1] ?? "", StringComparer.OrdinalIgnoreCase),
            RemoteAddress = context.Connection.RemoteIpAddress,
            Secure = request.IsHttps,
            Url = context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw ? raw : request.Path + request.QueryString,
            Issued = time.GetUtcNow(),
            User = context.User,
            Request = SocketIoActivities.LinkToCurrent(),
            UserExpires = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc,
        };
    }

    public static IReadOnlyDictionary<string, string> Headers(HttpRequest request)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers)
        {
            // Pseudo headers of HTTP/2 are no headers of the client.
            if (!name.StartsWith(':'))
            {
                headers[name.ToLowerInvariant()] = string.Join(", ", (IEnumerable<string?>)values);
            }
        }

        return headers;
    }
}
