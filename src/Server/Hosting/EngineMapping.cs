using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AkkaSocketIo.Server.Hosting;

internal static class EngineMapping
{
    /// <summary>Everything below the path, whatever the method: CONNECT too, which is how HTTP/2 asks for a WebSocket.</summary>
    public static IEndpointConventionBuilder MapEngine(this IEndpointRouteBuilder endpoints, string path, EngineNode node, IEngine engine, ClientFiles? client = null)
    {
        var endpoint = new EngineEndpoint(engine, Checked(node.Options.AllowRequest), node.Loggers, node.Options.GenerateId, node.Addresses);
        RequestDelegate serve = client is null ? endpoint.InvokeAsync : context => client.InvokeAsync(context, endpoint.InvokeAsync);
        return endpoints.Map(path.TrimEnd('/') + "/{**rest}", serve);
    }

    private static Func<HttpContext, ValueTask<string?>>? Checked(Func<HttpContext, ValueTask<AllowRequestResult>>? allow) =>
        allow is null ? null : async context => await allow(context).ConfigureAwait(false) is { Allowed: false } refused ? refused.Message ?? "Forbidden" : null;
}
