using AkkaSocketIo.Transport.EngineIo;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Transport.Http;

/// <summary>All requests of an Engine.IO server: verified, then given to the transport that they name.</summary>
internal sealed class EngineEndpoint
{
    private readonly IEngine _engine;
    private readonly Func<HttpContext, ValueTask<string?>>? _allowRequest;
    private readonly ILogger _log;
    private readonly Refusals _refusals;
    private readonly SessionOpener _opener;
    private readonly AddressBuckets? _addresses;
    private readonly ProxyWarning _proxies;
    private readonly PollingEndpoint _polling;
    private readonly WebSocketEndpoint _webSocket;

    public EngineEndpoint(IEngine engine, Func<HttpContext, ValueTask<string?>>? allowRequest, ILoggerFactory loggers, Func<HttpContext, ValueTask<string>>? generateId = null, AddressBuckets? addresses = null)
    {
        var log = loggers.CreateLogger("engine");
        _engine = engine;
        _allowRequest = allowRequest;
        _log = log;
        _refusals = new Refusals(engine, log);
        _opener = new SessionOpener(engine, generateId, log);
        _addresses = addresses;
        _proxies = new ProxyWarning(log);
        _polling = new PollingEndpoint(engine, _opener, _refusals);
        _webSocket = new WebSocketEndpoint(engine, _opener, _refusals, loggers);
    }

    public Task InvokeAsync(HttpContext context)
    {
        _proxies.Look(context);
        if (_engine.Settings.Cors is { } cors && Cors.PolicyOf(context) is null && Cors.Apply(context, cors))
        {
            return Task.CompletedTask;
        }

        return _engine.Hooks.Middlewares is { Count: > 0 } chain ? RunAsync(context, chain) : ServeAsync(context);
    }

    private async Task RunAsync(HttpContext context, IReadOnlyList<Func<HttpContext, Func<Task>, Task>> chain)
    {
        if (await new Middlewares(context, chain, ServeAsync).RunAsync().ConfigureAwait(false) is not { } failure)
        {
            return;
        }

        _log.MiddlewareFailed(failure);
        var error = EngineError.MiddlewareFailure(failure);
        if (context.Response.HasStarted)
        {
            _refusals.Note(context, error);
        }
        else
        {
            await _refusals.AnswerAsync(context, error, IsUpgrade(context)).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        var isUpgrade = IsUpgrade(context);
        var error = HandshakeVerifier.Verify(context.Request, _engine, isUpgrade, out var session);
        if (error is null && (isUpgrade || IsJsonp(context, session)) && !await OriginCheck.PassesAsync(context, _engine.Settings).ConfigureAwait(false))
        {
            error = EngineError.ForbiddenOrigin;
        }

        error ??= session is null ? await VerifyHandshakeAsync(context).ConfigureAwait(false)
            : SessionUser.Matches(context, session) ? null
            : EngineError.ForbiddenUser;
        if (error is not null)
        {
            await _refusals.AnswerAsync(context, error, isUpgrade).ConfigureAwait(false);
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

    private async ValueTask<EngineError?> VerifyHandshakeAsync(HttpContext context) =>
        _addresses is not null && !Admit(context, _addresses) ? EngineError.TooManyRequests
            : _allowRequest is not null && await _allowRequest(context).ConfigureAwait(false) is { } refusal
            ? EngineError.Forbidden(refusal)
            : HandshakeVerifier.VerifyProtocol(context.Request, _engine.Settings)
                ?? (_engine.TakesSessions ? await _opener.ChooseIdAsync(context).ConfigureAwait(false) : EngineError.Unavailable);

    private static bool IsJsonp(HttpContext context, EngineSession? session) =>
        session?.Form.IsJsonp ?? context.Request.Query.ContainsKey(JsonpForm.IndexKey);

    private static bool Admit(HttpContext context, AddressBuckets addresses)
    {
        if (addresses.TryTake(context.Connection.RemoteIpAddress, out var wait))
        {
            return true;
        }

        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return false;
    }

    private static bool IsUpgrade(HttpContext context) =>
        // Any upgrade makes a request upgradable, that to HTTP/2 (h2c) too: polling clients may offer it.
        (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            && context.Request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase))
        || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true }
        || context.Features.Get<IHttpWebSocketFeature>() is { IsWebSocketRequest: true };
}
