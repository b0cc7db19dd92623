using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Transport.Http;

/// <summary>Requests that no session takes: counted and logged once, and answered.</summary>
internal sealed class Refusals(IEngine engine, ILogger log)
{
    public async Task AnswerAsync(HttpContext context, EngineError error, bool isUpgrade)
    {
        Note(context, error);
        var body = new ArrayBufferWriter<byte>(64);
        var response = context.Response;
        if (isUpgrade)
        {
            response.StatusCode = error.UpgradeStatus;
            response.ContentType = "text/html";
            Encoding.UTF8.GetBytes(error.Message, body);
            if (HttpProtocol.IsHttp11(context.Request.Protocol))
            {
                response.Headers.Connection = "close";
            }
        }
        else
        {
            response.StatusCode = error.Status;
            response.ContentType = "application/json";
            Write(error, body);
        }

        response.ContentLength = body.WrittenCount;
        await response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>For a refusal that is answered elsewhere; the application is told of it.</summary>
    public void Note(HttpContext context, EngineError error)
    {
        Note(context, error.Name, error.Status);
        if (engine.Hooks.HearsErrors)
        {
            engine.Hooks.Refused(ConnectionErrors.Of(context, error, engine));
        }
    }

    /// <summary>For a request of a session that does not end as it should.</summary>
    public void Note(HttpContext context, string errorType, int status = StatusCodes.Status400BadRequest)
    {
        engine.Metrics.RequestsRejected.Add(1, new KeyValuePair<string, object?>("error.type", errorType));

        // Any client can send nonsense, and a flood of handshakes must not become one of log records: the counter tells of both.
        // What a rule refused is worth knowing.
        var level = status is StatusCodes.Status400BadRequest or StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable
            ? LogLevel.Debug
            : LogLevel.Information;
        log.RequestRefused(level, context.Connection.RemoteIpAddress, errorType);
    }

    private static void Write(EngineError error, IBufferWriter<byte> body)
    {
        using var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteNumber("code"u8, error.Code);
        json.WriteString("message"u8, error.Message);
        json.WriteEndObject();
    }
}
