using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Transport.Http;

/// <summary>
/// A page of another site could open a WebSocket with the visitor's cookies and, unlike with polling, read the answers; so it
/// could with polling by scripts (JSONP). Clients that are no browser send no Origin.
/// </summary>
internal static class OriginCheck
{
    public static async ValueTask<bool> PassesAsync(HttpContext context, EngineSettings settings)
    {
        var origin = OriginOf(context.Request);
        return !settings.CheckOrigin || origin.Length == 0 || IsOwn(origin, context.Request.Host)
            || await IsAllowedAsync(context, origin, settings.Cors).ConfigureAwait(false);
    }

    /// <summary>A script element sends no Origin, but browsers say that a page of another one has it, and mostly which.</summary>
    private static string OriginOf(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 || request.Headers["Sec-Fetch-Site"].ToString() is not ("cross-site" or "same-site") ? origin
            : Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page) ? page.GetLeftPart(UriPartial.Authority)
            : "null";
    }

    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && string.Equals(uri.Host, host.Host, StringComparison.OrdinalIgnoreCase)
        && (host.Port is { } port ? uri.Port == port : uri.IsDefaultPort);

    /// <summary>The endpoint's own policy, where it has one, stands for the option <c>cors</c> here too.</summary>
    private static async ValueTask<bool> IsAllowedAsync(HttpContext context, string origin, CorsSettings? cors)
    {
        if (Cors.PolicyOf(context) is not { } metadata)
        {
            return cors?.Allows(origin) == true;
        }

        var policy = metadata switch
        {
            ICorsPolicyMetadata own => own.Policy,
            IEnableCorsAttribute named when context.RequestServices.GetService<ICorsPolicyProvider>() is { } provider =>
                await provider.GetPolicyAsync(context, named.PolicyName).ConfigureAwait(false),
            _ => null,
        };
        return policy?.IsOriginAllowed(origin) == true;
    }
}
