using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Akka.Streams;
using Akka.Streams.Stage;
using AkkaSocketIo.Transport.EngineIo;
using AkkaSocketIo.Transport.Http;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Transport.Streams;

/// <summary>Writes a batch of packets as frames and flushes once; demands the next when the client's side has taken it.</summary>
internal sealed class WebSocketSink : GraphStage<SinkShape<List<EncodedPacket>>>
{
    private readonly Inlet<List<EncodedPacket>> _in = new("WebSocketSink.in");

    public override SinkShape<List<EncodedPacket>> Shape => new(_in);

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, inheritedAttributes.Link());

    private sealed class Logic : InGraphStageLogic
    {
        private readonly Inlet<List<EncodedPacket>> _in;
        private readonly WebSocketLink _link;
        private Action? _written;
        private ValueTask _pending;
        private List<EncodedPacket>? _batch;

        public Logic(WebSocketSink stage, WebSocketLink link)
            : base(stage.Shape)
        {
            _in = stage._in;
            _link = link;
            SetHandler(_in, this);
        }

        public override void PreStart()
        {
            _written = GetAsyncCallback(OnWritten);
            Pull(_in);
        }

        public override void OnPush()
        {
            _batch = Grab(_in);
            _pending = WriteAsync(_link, _batch);
            if (_pending.IsCompleted)
            {
                OnWritten();
            }
            else
            {
                _pending.GetAwaiter().UnsafeOnCompleted(_written!);
            }
        }

        public override void OnUpstreamFinish()
        {
            // A write that is under way ends first; only then may the close frame follow.
            if (_batch is null)
            {
                Close();
            }
        }

        public override void PostStop() => _link.HalfEnded();

        private void OnWritten()
        {
            try
            {
                _pending.GetAwaiter().GetResult();
            }
            catch (Exception)
            {
                // Reading fails with the same connection and says why it was lost.
                _link.Abort();
                CompleteStage();
                return;
            }

            _link.Written(_batch!);
            _batch = null;
            if (IsClosed(_in))
            {
                Close();
            }
            else
            {
                Pull(_in);
            }
        }

        private void Close()
        {
            _link.Take(out var status);
            _ = CloseAsync(_link, status ?? WebSocketCloseStatus.NormalClosure);
            CompleteStage();
        }

        private static async Task CloseAsync(WebSocketLink link, WebSocketCloseStatus status)
        {
            try
            {
                if (link.Socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                {
                    await link.Socket.CloseOutputAsync(status, null, CancellationToken.None).ConfigureAwait(false);
                }

                await link.AbortUnlessClosedAsync().ConfigureAwait(false);
            }
            catch (Exception)
            {
                link.Abort();
            }
        }

        private static ReadOnlyMemory<byte> Encode(WebSocketLink link, ReadOnlyMemory<byte> data) => (link.Session.Protocol, link.SendsBase64) switch
        {
            (3, true) => EngineCodecV3.EncodeBase64(data.Span),
            (3, false) => EngineCodecV3.EncodeBinary(data.Span),
            (_, true) => EngineCodecV4.EncodeBase64(data.Span),
            _ => data,
        };

        private static WebSocketMessageFlags Flags(EncodedPacket packet, int length, CompressionSettings? deflate) =>
            deflate is null || (packet.Compress && length >= deflate.Threshold)
                ? WebSocketMessageFlags.EndOfMessage
                : WebSocketMessageFlags.EndOfMessage | WebSocketMessageFlags.DisableCompression;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        private static async ValueTask WriteAsync(WebSocketLink link, List<EncodedPacket> batch)
        {
            var deflate = link.Settings.PerMessageDeflate;
            link.Frames?.Cork();
            try
            {
                foreach (var packet in batch)
                {
                    if (packet.Text is not null)
                    {
                        await link.Socket.SendAsync(packet.Text, WebSocketMessageType.Text, Flags(packet, packet.Text.Length, deflate), CancellationToken.None).ConfigureAwait(false);
                    }

                    foreach (var attachment in packet.Attachments)
                    {
                        var kind = link.SendsBase64 ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
                        await link.Socket.SendAsync(Encode(link, attachment), kind, Flags(packet, attachment.Length, deflate), CancellationToken.None).ConfigureAwait(false);
                    }
                }
            }
            finally
            {
                if (link.Frames is not null)
                {
                    await link.Frames.UncorkAsync().ConfigureAwait(false);
                }
            }
        }
    }
}
