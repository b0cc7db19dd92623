using System.Buffers;
using System.Net.WebSockets;
using Akka.Streams;
using Akka.Streams.Stage;

namespace AkkaSocketIo.Transport.Streams;

/// <summary>
/// Reads a WebSocket, one message for each demand. It waits with a small buffer of its own, which most messages fit into
/// and thousands of idle connections can afford; for a larger message it rents one.
/// </summary>
internal sealed class WebSocketSource : GraphStage<SourceShape<InboundPacket>>
{
    private readonly Outlet<InboundPacket> _out = new("WebSocketSource.out");

    public override SourceShape<InboundPacket> Shape => new(_out);

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, inheritedAttributes.Link());

    private sealed class Logic : OutGraphStageLogic
    {
        private const int SmallBuffer = 256;
        private const int FirstRented = 4096;
        private const int DiscardedMessages = 10;

        private readonly Outlet<InboundPacket> _out;
        private readonly WebSocketLink _link;
        private readonly long _limit;
        private Action? _received;
        private ValueTask<ValueWebSocketReceiveResult> _pending;
        private readonly byte[] _small = new byte[SmallBuffer];
        private byte[] _buffer;
        private int _length;
        private int _discarded;

        public Logic(WebSocketSource stage, WebSocketLink link)
            : base(stage.Shape)
        {
            _out = stage._out;
            _link = link;
            _limit = link.Settings.MaxHttpBufferSize;
            _buffer = _small;
            SetHandler(_out, this);
        }

        public override void PreStart() => _received = GetAsyncCallback(OnReceived);

        public override void OnPull() => Receive();

        // A packet that was pushed is none: no receive is under way.
        public override void OnDownstreamFinish(Exception cause) => Discard();

        public override void PostStop()
        {
            Release();
            _link.HalfEnded();
        }

        private void Receive()
        {
            try
            {
                do
                {
                    _pending = _link.Socket.ReceiveAsync(_buffer.AsMemory(_length), CancellationToken.None);
                    if (!_pending.IsCompleted)
                    {
                        _pending.GetAwaiter().UnsafeOnCompleted(_received!);
                        return;
                    }
                }
                while (!TryFinish(_pending.GetAwaiter().GetResult()));
            }
            catch (Exception e)
            {
                OnLost(e);
            }
        }

        private void OnReceived()
        {
            try
            {
                if (!TryFinish(_pending.GetAwaiter().GetResult()))
                {
                    Receive();
                }
            }
            catch (Exception e)
            {
                OnLost(e);
            }
        }

        /// <summary>True when a message was pushed or the stream has ended; false when more has to be read.</summary>
        private bool TryFinish(ValueWebSocketReceiveResult result)
        {
            if (result.MessageType == WebSocketMessageType.Close)
            {
                CompleteStage();
                return true;
            }

            if (IsDiscarding)
            {
                return IsTooMuchToDiscard();
            }

            _length += result.Count;
            if (_length > _limit)
            {
                SetKeepGoing(true);
                Fail(_out, new TransportException(
                    new CloseReason(CloseReason.TransportError, CloseReason.MaxPayloadExceeded), WebSocketCloseStatus.MessageTooBig));
                Discard();
                return true;
            }

            if (result.EndOfMessage)
            {
                var data = _buffer.AsSpan(0, _length).ToArray();
                Release();
                Push(_out, new InboundPacket(_link, data, result.MessageType == WebSocketMessageType.Binary));
                return true;
            }

            MakeRoom();
            return false;
        }

        private void MakeRoom()
        {
            if (_length < _buffer.Length)
            {
                return;
            }

            // Doubling, and never beyond the limit and the byte that shows that it is passed.
            var size = Math.Max(FirstRented, 2L * _buffer.Length);
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(size, Math.Max(_limit, _length) + 1));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ReturnBuffer();
            _buffer = larger;
        }

        private void Release()
        {
            ReturnBuffer();
            _buffer = _small;
            _length = 0;
        }

        private void ReturnBuffer()
        {
            if (_buffer != _small)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
            }
        }

        /// <summary>
        /// The session is over and the client may still be sending. It is read until it answers the close frame (or is cut
        /// off, see <see cref="WebSocketLink.AbortUnlessClosedAsync"/>): bytes that nobody read would reset the connection,
        /// and the close frame would be lost.
        /// </summary>
        private void Discard()
        {
            SetKeepGoing(true);
            _discarded = 1;
            Release();
            Receive();
        }

        private bool IsDiscarding => _discarded > 0;

        /// <summary>
        /// What is compressed can unpack to a thousand times of what came: it is not unpacked for nothing but the client's good
        /// manners. The close frame goes out all the same.
        /// </summary>
        private bool IsTooMuchToDiscard()
        {
            if (_link.Settings.PerMessageDeflate is null || ++_discarded <= DiscardedMessages * _limit / SmallBuffer)
            {
                return false;
            }

            CompleteStage();
            return true;
        }

        private void OnLost(Exception e)
        {
            if (!IsDiscarding)
            {
                Fail(_out, ToTransportException(e));
            }

            CompleteStage();
        }

        /// <summary>A connection that is lost was closed by the client; bytes that are no WebSocket frames are an error.</summary>
        private static TransportException ToTransportException(Exception e) =>
            e is WebSocketException { WebSocketErrorCode: WebSocketError.Faulted or WebSocketError.HeaderError or WebSocketError.InvalidMessageType }
                ? new TransportException(new CloseReason(CloseReason.TransportError, e.Message), WebSocketCloseStatus.ProtocolError)
                : new TransportException(new CloseReason(CloseReason.TransportClose, e.Message), WebSocketCloseStatus.NormalClosure);
    }
}
