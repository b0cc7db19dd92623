using Akka.Streams;
using Akka.Streams.Stage;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Transport.Streams;

/// <summary>Hands on what the connection's actor has sent: all of it at each demand, so that it is written together.</summary>
internal sealed class MailboxSource : GraphStage<SourceShape<List<EncodedPacket>>>
{
    private readonly Outlet<List<EncodedPacket>> _out = new("MailboxSource.out");

    public override SourceShape<List<EncodedPacket>> Shape => new(_out);

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, inheritedAttributes.Link());

    private sealed class Logic : OutGraphStageLogic
    {
        private readonly Outlet<List<EncodedPacket>> _out;
        private readonly WebSocketLink _link;

        public Logic(MailboxSource stage, WebSocketLink link)
            : base(stage.Shape)
        {
            _out = stage._out;
            _link = link;
            SetHandler(_out, this);
        }

        public override void PreStart() => _link.OnQueued(GetAsyncCallback(Drain));

        public override void OnPull() => Drain();

        private void Drain()
        {
            if (!IsAvailable(_out))
            {
                return;
            }

            var batch = _link.Take(out var closing);
            if (batch is not null)
            {
                Push(_out, batch);
            }
            else if (closing is not null)
            {
                Complete(_out);
            }
        }
    }
}
