using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace AkkaSocketIo.Transport.Http;

/// <summary>Where users have to log in, a session id alone is not enough: its requests must come from the user that opened it.</summary>
internal static class SessionUser
{
    public static bool Matches(HttpContext context, EngineSession session) =>
        !IsRequired(context.GetEndpoint()) || IdOf(context.User) == IdOf(session.Handshake.User);

    private static bool IsRequired(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAuthorizeData>() is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null;

    private static string? IdOf(ClaimsPrincipal user) => user.FindFirst(ClaimTypes.NameIdentifier)?.Value;
}
