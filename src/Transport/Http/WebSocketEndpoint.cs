using System.Net.WebSockets;
using AkkaSocketIo.Transport.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AkkaSocketIo.Transport.Http;

/// <summary>
/// WebSockets, over HTTP/1.1 and HTTP/2. The handshake is ASP.NET's own middleware; before it, the feature that gives the
/// stream is decorated, so that the frames go through a <see cref="CoalescingStream"/>.
/// </summary>
internal sealed class WebSocketEndpoint
{
    private readonly IEngine _engine;
    private readonly SessionOpener _opener;
    private readonly Refusals _refusals;
    private readonly WebSocketAcceptContext _accept;
    private readonly WebSocketMiddleware _middleware;

    public WebSocketEndpoint(IEngine engine, SessionOpener opener, Refusals refusals, ILoggerFactory loggers)
    {
        _engine = engine;
        _opener = opener;
        _refusals = refusals;

        // Keep-alive is the heartbeat's: the WebSocket needs no pings of its own. A context that is taken over would be memory for
        // each connection, for as long as it lives.
        _accept = new WebSocketAcceptContext
        {
            KeepAliveInterval = TimeSpan.Zero,
            DangerousEnableCompression = engine.Settings.PerMessageDeflate is not null,
            DisableServerContextTakeover = true,
        };
        var options = Options.Create(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        _middleware = new WebSocketMiddleware(AcceptAsync, options, loggers);
    }

    public Task InvokeAsync(HttpContext context, EngineSession? session)
    {
        var state = new Acceptance(session);
        context.Features.Set(state);
        var decorated = false;
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
        {
            context.Features.Set<IHttpUpgradeFeature>(new CoalescingUpgrade(upgrade, state));
            decorated = true;
        }

        if (context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect)
        {
            context.Features.Set<IHttpExtendedConnectFeature>(new CoalescingConnect(connect, state));
            decorated = true;
        }

        if (!decorated)
        {
            // A test host hands out WebSockets without a stream to decorate.
            return AcceptAsync(context);
        }

        // An application that called UseWebSockets has put its own feature here, which would go round ours.
        context.Features.Set<IHttpWebSocketFeature>(null);
        return _middleware.Invoke(context);
    }

    private async Task AcceptAsync(HttpContext context)
    {
        var state = context.Features.GetRequiredFeature<Acceptance>();
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await _refusals.AnswerAsync(context, EngineError.BadRequest, isUpgrade: true).ConfigureAwait(false);
            return;
        }

        var isWebSocket = HandshakeVerifier.Last(context.Request.Query, "transport") == "websocket";
        var session = state.Session;
        _engine.Hooks.Answering(context, isFirst: isWebSocket && session is null);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(_accept).ConfigureAwait(false);
        EngineError? error = null;
        if (isWebSocket && session is null)
        {
            (session, error) = await _opener.OpenAsync(context, TransportKind.WebSocket).ConfigureAwait(false);
        }

        if (!isWebSocket || session is null)
        {
            _refusals.Note(context, error ?? EngineError.BadRequest);

            // As in the reference, after the handshake; but with a status, since .NET cannot send a close frame without one.
            await socket.CloseOutputAsync(isWebSocket ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure, null, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        var link = new WebSocketLink(socket, state.Frames, session, _engine.Settings, _engine.Time)
        {
            SendsBase64 = HandshakeVerifier.Last(context.Request.Query, "b64").Length > 0,
        };
        if (!session.Attach(link))
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        await ConnectionGraph.RunAsync(link, _engine.Materializer).ConfigureAwait(false);
        session.Detach(link);
    }

    private sealed class Acceptance(EngineSession? session)
    {
        public EngineSession? Session { get; } = session;

        public CoalescingStream? Frames { get; private set; }

        public Stream Wrap(Stream stream) => Frames = new CoalescingStream(stream);
    }

    private sealed class CoalescingUpgrade(IHttpUpgradeFeature inner, Acceptance state) : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => inner.IsUpgradableRequest;

        public async Task<Stream> UpgradeAsync() => state.Wrap(await inner.UpgradeAsync().ConfigureAwait(false));
    }

    private sealed class CoalescingConnect(IHttpExtendedConnectFeature inner, Acceptance state) : IHttpExtendedConnectFeature
    {
        public bool IsExtendedConnect => inner.IsExtendedConnect;

        public string? Protocol => inner.Protocol;

        public async ValueTask<Stream> AcceptAsync() => state.Wrap(await inner.AcceptAsync().ConfigureAwait(false));
    }
}
