using AkkaSocketIo.Transport.EngineIo;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AkkaSocketIo.Transport.Http;

/// <summary>The checks of a request, in the order of the reference server.</summary>
internal static class HandshakeVerifier
{
    /// <summary>Null: the request may go on, with <paramref name="session"/> if it names one.</summary>
    public static EngineError? Verify(HttpRequest request, IEngine engine, bool isUpgrade, out EngineSession? session)
    {
        session = null;
        var transport = Last(request.Query, "transport");
        if (!(transport == "polling" && engine.Settings.Polling) && !(transport == "websocket" && engine.Settings.WebSocket))
        {
            return EngineError.UnknownTransport;
        }

        if (request.Headers.Origin.ToString().AsSpan().ContainsAnyInRange('\u0000', '\u001f'))
        {
            return EngineError.InvalidOrigin;
        }

        var sid = Last(request.Query, "sid");
        if (sid.Length > 0)
        {
            session = engine.Find(sid);
            return session is null ? EngineError.UnknownSid
                : !isUpgrade && (transport != session.Transport || transport == "websocket") ? EngineError.TransportMismatch
                : session.Protocol != RevisionOf(request) ? EngineError.ProtocolMismatch
                : null;
        }

        // An extended CONNECT is HTTP/2's form of the GET that asks for an upgrade.
        if (!HttpMethods.IsGet(request.Method) && !(isUpgrade && HttpMethods.IsConnect(request.Method)))
        {
            return EngineError.BadHandshakeMethod;
        }

        return transport == "websocket" && !isUpgrade ? EngineError.TransportHandshake : null;
    }

    /// <summary>The last step, after the application's own check of a handshake.</summary>
    public static EngineError? VerifyProtocol(HttpRequest request, EngineSettings settings) =>
        settings.AllowEio3 || RevisionOf(request) == 4 ? null : EngineError.UnsupportedProtocol;

    public static string Last(IQueryCollection query, string key) =>
        query.TryGetValue(key, out StringValues values) && values.Count > 0 ? values[^1] ?? "" : "";

    private static int RevisionOf(HttpRequest request) => ClientForm.RevisionOf(Last(request.Query, "EIO"));
}
