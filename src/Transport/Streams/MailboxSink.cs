using System.Net.WebSockets;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Stage;

namespace AkkaSocketIo.Transport.Streams;

/// <summary>
/// Tells the connection's actor each packet, as long as there is credit. Without credit it does not pull, so nothing is
/// read from this connection and TCP holds its client back.
/// </summary>
internal sealed class MailboxSink : GraphStage<SinkShape<InboundPacket>>
{
    private readonly Inlet<InboundPacket> _in = new("MailboxSink.in");

    public override SinkShape<InboundPacket> Shape => new(_in);

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, inheritedAttributes.Link());

    private sealed class Logic : InGraphStageLogic
    {
        private readonly Inlet<InboundPacket> _in;
        private readonly WebSocketLink _link;
        private readonly IActorRef _actor;
        private CloseReason? _ended;
        private Action? _resume;

        public Logic(MailboxSink stage, WebSocketLink link)
            : base(stage.Shape)
        {
            _in = stage._in;
            _link = link;
            _actor = link.Session.Actor;
            SetHandler(_in, this);
        }

        public override void PreStart()
        {
            _actor.Tell(new TransportOpened(_link), ActorRefs.NoSender);
            Pull(_in);
        }

        public override void OnPush()
        {
            var packet = Grab(_in);
            _link.Credit.Take(packet.Size);
            _actor.Tell(packet, ActorRefs.NoSender);
            if (!_link.Credit.IsExhausted)
            {
                Pull(_in);
                return;
            }

            // Most connections never come here, so the callback is not made before.
            _resume ??= GetAsyncCallback(() => TryPull(_in));
            _link.Credit.OnResume(_resume);
            if (_link.Credit.TryPause())
            {
                _link.Session.Metrics.ReadsPaused.Add(1);
            }
            else
            {
                Pull(_in);
            }
        }

        public override void OnUpstreamFinish()
        {
            _ended = new CloseReason(CloseReason.TransportClose);
            _link.Close(WebSocketCloseStatus.NormalClosure);
            CompleteStage();
        }

        public override void OnUpstreamFailure(Exception e)
        {
            var failure = e as TransportException;
            _ended = failure?.Reason ?? new CloseReason(CloseReason.TransportError, e.Message);
            _link.Close(failure?.Status ?? WebSocketCloseStatus.InternalServerError);
            CompleteStage();
        }

        public override void PostStop() =>
            _actor.Tell(
                new TransportClosed(_link, _ended ?? new CloseReason(CloseReason.TransportError, "the stream was stopped")),
                ActorRefs.NoSender);

        private void TryPull(Inlet<InboundPacket> inlet)
        {
            if (!HasBeenPulled(inlet) && !IsClosed(inlet))
            {
                Pull(inlet);
            }
        }
    }
}
