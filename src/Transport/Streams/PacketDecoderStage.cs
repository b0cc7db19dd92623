using System.Net.WebSockets;
using Akka.Streams;
using Akka.Streams.Stage;

namespace AkkaSocketIo.Transport.Streams;

/// <summary>Makes frames into Engine.IO packets; the first that is none ends the stream.</summary>
internal sealed class PacketDecoderStage : GraphStage<FlowShape<InboundPacket, InboundPacket>>
{
    private readonly Inlet<InboundPacket> _in = new("PacketDecoder.in");
    private readonly Outlet<InboundPacket> _out = new("PacketDecoder.out");

    public override FlowShape<InboundPacket, InboundPacket> Shape => new(_in, _out);

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, inheritedAttributes.Link().Session.Protocol);

    private sealed class Logic : InAndOutGraphStageLogic
    {
        private readonly PacketDecoderStage _stage;
        private readonly int _protocol;

        public Logic(PacketDecoderStage stage, int protocol)
            : base(stage.Shape)
        {
            _stage = stage;
            _protocol = protocol;
            SetHandlers(stage._in, stage._out, this);
        }

        public override void OnPush()
        {
            var packet = Grab(_stage._in);
            if (packet.TryDecode(_protocol))
            {
                Push(_stage._out, packet);
            }
            else
            {
                FailStage(new TransportException(
                    new CloseReason(CloseReason.ParseError, "no Engine.IO packet"), WebSocketCloseStatus.NormalClosure));
            }
        }

        public override void OnPull() => Pull(_stage._in);
    }
}
