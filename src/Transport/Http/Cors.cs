using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace AkkaSocketIo.Transport.Http;

/// <summary>
/// The headers of the option <c>cors</c>: on every answer, errors included. An endpoint with a policy of its own leaves
/// them to ASP.NET.
/// </summary>
internal static class Cors
{
    /// <summary>What <c>RequireCors</c> or <c>EnableCors</c> said of the endpoint; null if nothing.</summary>
    public static ICorsMetadata? PolicyOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ICorsMetadata>();

    /// <summary>True when the request was a preflight and has been answered.</summary>
    public static bool Apply(HttpContext context, CorsSettings cors)
    {
        var headers = context.Response.Headers;
        var origin = context.Request.Headers.Origin.ToString();
        if (cors.AnyOrigin)
        {
            headers.AccessControlAllowOrigin = "*";
        }
        else
        {
            headers.Vary = "Origin";
            if (origin.Length > 0 && cors.Allows(origin))
            {
                headers.AccessControlAllowOrigin = origin;
            }
        }

        if (cors.Credentials)
        {
            headers.AccessControlAllowCredentials = "true";
        }

        if (cors.ExposedHeaders.Count > 0)
        {
            headers.AccessControlExposeHeaders = string.Join(',', cors.ExposedHeaders);
        }

        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return false;
        }

        headers.AccessControlAllowMethods = string.Join(',', cors.Methods);
        if (cors.AllowedHeaders.Count > 0)
        {
            headers.AccessControlAllowHeaders = string.Join(',', cors.AllowedHeaders);
        }
        else if (context.Request.Headers.AccessControlRequestHeaders is { Count: > 0 } asked)
        {
            headers.AccessControlAllowHeaders = asked;
            headers.Append("Vary", "Access-Control-Request-Headers");
        }

        if (cors.MaxAge > TimeSpan.Zero)
        {
            headers.AccessControlMaxAge = ((long)cors.MaxAge.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        context.Response.StatusCode = cors.OptionsSuccessStatus;
        context.Response.ContentLength = 0;
        return true;
    }
}
