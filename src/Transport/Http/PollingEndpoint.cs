using System.Buffers;
using Akka.Actor;
using AkkaSocketIo.Transport.EngineIo;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AkkaSocketIo.Transport.Http;

/// <summary>HTTP long-polling: GET takes what waits, POST brings packets.</summary>
internal sealed class PollingEndpoint(IEngine engine, SessionOpener opener, Refusals refusals)
{
    public async Task InvokeAsync(HttpContext context, EngineSession? session)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            var (opened, error) = session is null ? await opener.OpenAsync(context, TransportKind.Polling).ConfigureAwait(false) : default;
            if (error is not null)
            {
                await refusals.AnswerAsync(context, error, isUpgrade: false).ConfigureAwait(false);
                return;
            }

            await PollAsync(context, session ?? opened!, isFirst: session is null).ConfigureAwait(false);
        }
        else if (HttpMethods.IsPost(context.Request.Method))
        {
            await PostAsync(context, session!).ConfigureAwait(false);
        }
        else
        {
            refusals.Note(context, "BAD_METHOD");
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private async Task PollAsync(HttpContext context, EngineSession session, bool isFirst)
    {
        var poll = new PollRequest();
        session.Actor.Tell(poll, ActorRefs.NoSender);
        IReadOnlyList<EncodedPacket>? packets;
        using (context.RequestAborted.Register(() => Abandon(session, poll)))
        {
            // The actor answers in the end, whatever happens: an aborted poll closes the session. One that has stopped does not.
            await Task.WhenAny(poll.Answer, session.Stopped).ConfigureAwait(false);
            poll.TryAnswer(null);
            packets = await poll.Answer.ConfigureAwait(false);
        }

        if (packets is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        try
        {
            await WriteAsync(context, session, packets, isFirst).ConfigureAwait(false);
        }
        finally
        {
            var counted = packets.Where(p => p.IsCounted).ToArray();
            session.Outbound.Remove(counted.Sum(p => p.Weight));
            session.Metrics.Sent(TransportKind.Polling, counted.Sum(p => p.Count), counted.Sum(p => p.Size));
        }
    }

    private static void Abandon(EngineSession session, PollRequest poll) =>
        session.Actor.Tell(new PollAborted(poll), ActorRefs.NoSender);

    private async Task WriteAsync(HttpContext context, EngineSession session, IReadOnlyList<EncodedPacket> packets, bool isFirst)
    {
        var body = PollingPayload.Write(session, packets, out var contentType);
        SetHeaders(context, contentType, body.WrittenCount);
        var coding = HttpCompression.CodingOf(context.Request, engine.Settings.HttpCompression, body.WrittenCount, packets);
        if (coding is not null)
        {
            context.Response.ContentLength = null;
            context.Response.Headers.ContentEncoding = coding;
        }

        if (isFirst && engine.Settings.Cookie is { } cookie)
        {
            context.Response.Headers.Append("Set-Cookie", cookie.For(session.Id));
        }

        engine.Hooks.Answering(context, isFirst);
        await HttpCompression.WriteAsync(context.Response.Body, body.WrittenMemory, coding).ConfigureAwait(false);
        foreach (var packet in packets)
        {
            if (packet.IsTracked)
            {
                ((TrackedPacket)packet).SetWritten();
            }
        }
    }

    private static void SetHeaders(HttpContext context, string contentType, int length)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = length;
        context.Response.Headers.CacheControl = "no-store";
        var agent = context.Request.Headers.UserAgent.ToString();
        if (agent.Contains(";MSIE", StringComparison.Ordinal) || agent.Contains("Trident/", StringComparison.Ordinal))
        {
            context.Response.Headers.XXSSProtection = "0";
        }
    }

    private async Task PostAsync(HttpContext context, EngineSession session)
    {
        // Not disposed: the actor may still cancel it after the request has ended. It holds no timer, so nothing leaks.
        var cut = new CancellationTokenSource();
        using var registration = cut.Token.Register(context.Abort);
        var post = new PostRequest(cut);
        session.Actor.Tell(post, ActorRefs.NoSender);
        await Task.WhenAny(post.Admitted, session.Stopped).ConfigureAwait(false);
        post.Admit(false);
        if (!await post.Admitted.ConfigureAwait(false))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (!PollingPayload.Takes(session, context.Request.ContentType))
        {
            Fail(session, post, new CloseReason(CloseReason.TransportError, "invalid content"));
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        byte[]? body;
        try
        {
            await session.Polling.WaitForRoomAsync(context.RequestAborted).ConfigureAwait(false);
            body = await ReadAsync(context).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or BadHttpRequestException)
        {
            Fail(session, post, new CloseReason(CloseReason.TransportError, "data request connection closed prematurely"));
            return;
        }

        if (body is null)
        {
            Fail(session, post, null);
            refusals.Note(context, "PAYLOAD_TOO_LARGE", StatusCodes.Status413PayloadTooLarge);
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var packets = new List<EnginePacket>();
        var isWhole = PollingPayload.TryRead(session, context.Request.ContentType, body, packets);
        var headers = engine.Hooks.TellsPostHeaders ? HandshakeFactory.Headers(context.Request) : null;
        session.Actor.Tell(new PostReceived(post, packets, !isWhole) { Headers = headers }, ActorRefs.NoSender);
        await Task.WhenAny(post.Queued, session.Stopped).ConfigureAwait(false);
        SetHeaders(context, "text/html", 2);
        engine.Hooks.Answering(context, isFirst: false);
        await context.Response.WriteAsync("ok").ConfigureAwait(false);
    }

    private static void Fail(EngineSession session, PostRequest post, CloseReason? reason) =>
        session.Actor.Tell(new PostFailed(post, reason), ActorRefs.NoSender);

    /// <summary>The body, or null when it is over the limit: counted as it comes, the declared length allocates nothing.</summary>
    private async Task<byte[]?> ReadAsync(HttpContext context)
    {
        // Our own limit answers 413 and leaves the session open; Kestrel's would close the connection.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } kestrels)
        {
            kestrels.MaxRequestBodySize = null;
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            if (result.Buffer.Length > engine.Settings.MaxHttpBufferSize)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                var body = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return body;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
