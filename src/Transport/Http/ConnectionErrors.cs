using Microsoft.AspNetCore.Http;

namespace AkkaSocketIo.Transport.Http;

/// <summary>What an application is told of a refused request: the same words as in the reference server.</summary>
internal static class ConnectionErrors
{
    public static EngineConnectionError Of(HttpContext context, EngineError error, IEngine engine)
    {
        var request = context.Request;
        var query = request.Query;
        var details = new Dictionary<string, object?>(StringComparer.Ordinal);
        switch (error.Code)
        {
            case 0:
                details["transport"] = HandshakeVerifier.Last(query, "transport");
                break;
            case 1:
                details["sid"] = HandshakeVerifier.Last(query, "sid");
                break;
            case 2:
                details["method"] = request.Method;
                break;
            case 4:
                details["message"] = error.Message;
                break;
            case 5:
                details["protocol"] = Protocol(query);
                break;
            default:
                AddCause(details, context, error, engine);
                break;
        }

        return new EngineConnectionError(context, error.Code, error.Message, details);
    }

    private static void AddCause(Dictionary<string, object?> details, HttpContext context, EngineError error, IEngine engine)
    {
        var query = context.Request.Query;
        var session = engine.Find(HandshakeVerifier.Last(query, "sid"));
        details["name"] = error.Cause ?? error.Name;
        if (error == EngineError.InvalidOrigin || error == EngineError.ForbiddenOrigin)
        {
            details["origin"] = context.Request.Headers.Origin.ToString();
        }
        else if (error == EngineError.TransportMismatch)
        {
            details["transport"] = HandshakeVerifier.Last(query, "transport");
            details["previousTransport"] = session?.Transport;
        }
        else if (error == EngineError.ProtocolMismatch)
        {
            details["protocol"] = Protocol(query);
            details["previousProtocol"] = session?.Protocol;
        }
        else if (error.Exception is not null)
        {
            details["error"] = error.Exception;
        }
    }

    // Whatever is not 4 means 3.
    private static int Protocol(IQueryCollection query) => HandshakeVerifier.Last(query, "EIO") == "4" ? 4 : 3;
}
