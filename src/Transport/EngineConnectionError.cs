using Microsoft.AspNetCore.Http;

namespace AkkaSocketIo;

/// <summary>A request that was refused.</summary>
public sealed class EngineConnectionError
{
    internal EngineConnectionError(HttpContext httpContext, int code, string message, IReadOnlyDictionary<string, object?> context)
    {
        HttpContext = httpContext;
        Code = code;
        Message = message;
        Context = context;
    }

    /// <summary>The request. Must not be kept: it is gone when the handler returns.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>
    /// 0: unknown transport, 1: unknown session, 2: wrong method of a handshake, 3: bad request, 4: forbidden, 5: unsupported version
    /// of the protocol.
    /// </summary>
    public int Code { get; }

    /// <summary>What the client is told.</summary>
    public string Message { get; }

    /// <summary>
    /// More about it, by code. 0: <c>transport</c>. 1: <c>sid</c>. 2: <c>method</c>. 4: <c>message</c>. 5: <c>protocol</c>. 3: <c>name</c>, and
    /// <c>origin</c> with <c>INVALID_ORIGIN</c> and <c>FORBIDDEN_ORIGIN</c>; <c>transport</c> and <c>previousTransport</c> with
    /// <c>TRANSPORT_MISMATCH</c>; <c>protocol</c> and <c>previousProtocol</c> with <c>PROTOCOL_MISMATCH</c>; <c>error</c>, an exception,
    /// with <c>ID_GENERATION_ERROR</c> and <c>MIDDLEWARE_FAILURE</c>.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Context { get; }
}
