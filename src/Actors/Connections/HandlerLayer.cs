using Akka.Actor;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.Streams;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Actors.Connections;

/// <summary>An application's own handler on an Engine.IO session.</summary>
internal sealed class HandlerLayer(ISessionHost host, IEngineHandler handler, RateLimit? rate, ILogger log) : ISessionLayer
{
    private IReadOnlyDictionary<string, string>? _headers;
    private TokenBucket _messages;

    public long Deadline => long.MaxValue;

    public bool IsDone => true;

    public void OnOpen()
    {
        try
        {
            handler.OnOpen(host.Session);
        }
        catch (Exception e)
        {
            log.HandlerFailed(e, host.Session.Id);
        }
    }

    public void OnPost(IReadOnlyDictionary<string, string>? headers) => _headers = headers;

    public void OnMessage(InboundPacket message)
    {
        if (rate is not null && !_messages.TryTake(rate, host.Now))
        {
            message.ReturnCredit();
            host.Session.Metrics.ProtocolError("TooManyEvents");
            log.TooManyMessages(host.Session.Id);
            host.Close(new CloseReason(CloseReason.LimitExceeded, "max-events-per-second was reached"), discard: false);
            return;
        }

        var headers = message.Link.Kind == TransportKind.Polling ? _headers : null;
        ValueTask handled;
        try
        {
            handled = handler.OnMessage(host.Session, new EngineMessage(message.Data, message.IsBinary, headers));
        }
        catch (Exception e)
        {
            handled = ValueTask.FromException(e);
        }

        if (handled.IsCompletedSuccessfully)
        {
            message.ReturnCredit();
        }
        else
        {
            _ = ReturnWhenHandledAsync(handled, message);
        }
    }

    public void OnEnding(CloseReason reason)
    {
    }

    public void OnClosed(CloseReason reason)
    {
        try
        {
            handler.OnClose(host.Session, reason);
        }
        catch (Exception e)
        {
            log.HandlerFailed(e, host.Session.Id);
        }
    }

    public void OnDeadline(long now)
    {
    }

    public bool Accepts(IActorRef sender) => true;

    public bool TryReceive(object message) => false;

    // The connection stays when its handler fails; what failed is logged, the credit comes back.
    private async Task ReturnWhenHandledAsync(ValueTask handled, InboundPacket message)
    {
        try
        {
            await handled.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            log.HandlerFailed(e, host.Session.Id);
        }
        finally
        {
            message.ReturnCredit();
        }
    }
}
