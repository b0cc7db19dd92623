using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Transport.Http;

/// <summary>All requests of an Engine.IO server: verified, then given to the transport that they name.</summary>
internal sealed class EngineEndpoint(IEngine engine, Func<HttpContext, ValueTask<string?>>? allowRequest, ILoggerFactory loggers)
{
    private readonly PollingEndpoint _polling = new(engine);
    private readonly WebSocketEndpoint _webSocket = new(engine, loggers);

    public async Task InvokeAsync(HttpContext context)
    {
        if (engine.Settings.Cors is { } cors && Cors.Apply(context, cors))
        {
            return;
        }

        var isUpgrade = IsUpgrade(context);
        var error = HandshakeVerifier.Verify(context.Request, engine, isUpgrade, out var session);
        if (error is null && session is null)
        {
            error = allowRequest is not null && await allowRequest(context).ConfigureAwait(false) is { } refusal
                ? EngineError.Forbidden(refusal)
                : HandshakeVerifier.VerifyProtocol(context.Request);
        }

        if (error is not null)
        {
            await RefuseAsync(context, error, isUpgrade).ConfigureAwait(false);
        }
        else if (isUpgrade)
        {
            await _webSocket.InvokeAsync(context, session).ConfigureAwait(false);
        }
        else
        {
            await _polling.InvokeAsync(context, session).ConfigureAwait(false);
        }
    }

    private static bool IsUpgrade(HttpContext context) =>
        // Any upgrade makes a request upgradable, that to HTTP/2 (h2c) too: polling clients may offer it.
        (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            && context.Request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase))
        || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true }
        || context.Features.Get<IHttpWebSocketFeature>() is { IsWebSocketRequest: true };

    private async Task RefuseAsync(HttpContext context, EngineError error, bool isUpgrade)
    {
        engine.Metrics.Rejected(error.Name);
        var response = context.Response;
        if (isUpgrade)
        {
            // As the reference answers an upgrade: always 400 (a foreign origin is our own refusal), the bare message.
            response.StatusCode = error == EngineError.ForbiddenOrigin ? error.Status : StatusCodes.Status400BadRequest;
            response.ContentType = "text/html";
            if (HttpProtocol.IsHttp11(context.Request.Protocol))
            {
                response.Headers.Connection = "close";
            }

            await response.WriteAsync(error.Message, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        var body = new ArrayBufferWriter<byte>(64);
        using (var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("code"u8, error.Code);
            json.WriteString("message"u8, error.Message);
            json.WriteEndObject();
        }

        response.StatusCode = error.Status;
        response.ContentType = "application/json";
        response.ContentLength = body.WrittenCount;
        await response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
    }
}
