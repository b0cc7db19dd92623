using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;

namespace AkkaSocketIo.Actors.Connections;

internal sealed partial class ConnectionActor
{
    private void OnPoll(PollRequest poll)
    {
        OnTick();
        if (_closed || _session.TransportKind != TransportKind.Polling)
        {
            poll.TryAnswer(null);
        }
        else if (_polling.HasPending)
        {
            poll.TryAnswer(null);
            Close(new CloseReason(CloseReason.TransportError, "overlap from client"), discard: true);
        }
        else if (_closing is { } reason)
        {
            // The close was put off until somebody was there to be told of it. It comes alone: the official client has left
            // before it looks at messages that share a payload with it.
            if (!_outbox.IsEmpty)
            {
                poll.TryAnswer(TakeAll());
                return;
            }

            poll.TryAnswer([EncodedPacket.Noop, EncodedPacket.Close]);
            Finish(reason);
        }
        else
        {
            _polling.Wait(poll);
            Flush();
        }
    }

    private void OnPost(PostRequest post)
    {
        OnTick();
        if (_closed)
        {
            post.Admit(false);
        }
        else if (!_polling.TryAdmit(post))
        {
            Close(new CloseReason(CloseReason.TransportError, "data request overlap from client"), discard: true);
        }
    }

    private void OnPostReceived(PostReceived post)
    {
        _polling.EndPost(post.Request);

        // One POST always fits: what is judged is that the client sends on while nobody keeps up.
        if (_session.Polling.Credit.OutstandingBytes > _engine.Settings.MaxInboundBytes)
        {
            Close(new CloseReason(CloseReason.InboundOverflow, "max-inbound-bytes was reached"), discard: true);
        }

        _layer.OnPost(post.Headers);
        foreach (var packet in post.Packets)
        {
            var inbound = new InboundPacket(_session.Polling, packet);
            _session.Polling.Credit.Take(inbound.Size);
            OnPacket(inbound);
        }

        // Not kept until the next.
        _layer.OnPost(null);
        post.Request.SetQueued();
        if (post.Malformed)
        {
            Close(new CloseReason(CloseReason.ParseError, "no Engine.IO payload"), discard: true);
        }
    }

    private void OnPostFailed(PostFailed post)
    {
        _polling.EndPost(post.Request);
        if (post.Reason is { } reason)
        {
            Close(reason, discard: true);
        }
    }
}
