using AkkaSocketIo.Transport.EngineIo;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Transport.Http;

/// <summary>Opens the sessions of an endpoint, by ids of the engine's own or the application's.</summary>
internal sealed class SessionOpener(IEngine engine, Func<HttpContext, ValueTask<string>>? generateId, ILogger log)
{
    /// <summary>
    /// The last step of a handshake's verification: asks the application for an id, where it makes them. Before a WebSocket is
    /// accepted, so that its client gets a status.
    /// </summary>
    public async ValueTask<EngineError?> ChooseIdAsync(HttpContext context)
    {
        if (generateId is null)
        {
            return null;
        }

        try
        {
            var id = await generateId(context).ConfigureAwait(false);
            if (!SessionId.IsValid(id))
            {
                throw new InvalidOperationException(
                    $"GenerateId returned an id of {id?.Length ?? 0} characters that is none: 1 to 128 letters, digits and - _ . ~, no dot in front.");
            }

            if (engine.Find(id) is not null)
            {
                throw new SessionIdInUseException();
            }

            context.Features.Set(new ChosenId(id));
            return null;
        }
        catch (Exception e)
        {
            return Refuse(e);
        }
    }

    /// <summary>The session, or why there is none.</summary>
    public async ValueTask<(EngineSession? Session, EngineError? Error)> OpenAsync(HttpContext context, TransportKind transport)
    {
        var id = generateId is null ? null : context.Features.Get<ChosenId>()?.Id;
        try
        {
            var handshake = HandshakeFactory.Create(context, engine.Time);
            var session = await engine.OpenAsync(id, handshake, transport, context.RequestAborted).ConfigureAwait(false);
            return (session, session is null ? EngineError.Unavailable : null);
        }
        catch (SessionIdInUseException e)
        {
            return (null, Refuse(e));
        }
    }

    private EngineError Refuse(Exception e)
    {
        log.IdGenerationFailed(e);
        return EngineError.IdGeneration(e);
    }

    private sealed record ChosenId(string Id);
}
