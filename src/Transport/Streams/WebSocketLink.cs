using System.Net.WebSockets;
using Akka.Actor;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Transport.Streams;

/// <summary>
/// One WebSocket between its graph and the connection's actor. Packets are put into a list that the graph takes whole:
/// however many were sent since it last looked, it is woken once and writes them together.
/// </summary>
internal sealed class WebSocketLink(WebSocket socket, CoalescingStream? frames, EngineSession session, EngineSettings settings, TimeProvider time)
    : ITransportLink
{
    /// <summary>What may be under way to the socket; the rest waits in the outbox, where pings overtake it.</summary>
    private const int Window = 64 * 1024;

    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<EncodedPacket>? _queued;
    private List<EncodedPacket>? _spare;
    private Action? _wake;
    private bool _woken;
    private WebSocketCloseStatus? _closing;
    private int _halves = 2;
    private int _underWay;
    private int _wantsDrained;
    private long _progress = time.GetTimestamp();
    private long _pingTaken = long.MinValue;
    private long _pingWritten;
    private bool _pingQueued;

    public TransportKind Kind => TransportKind.WebSocket;

    public InboundCredit Credit { get; } = new(settings.InboundWindow, settings.InboundWindowBytes);

    public WebSocket Socket => socket;

    public CoalescingStream? Frames => frames;

    /// <summary>The client cannot take binary frames: bytes are sent as base64 in text frames.</summary>
    public bool SendsBase64 { get; init; }

    public EngineSession Session => session;

    public EngineSettings Settings => settings;

    /// <summary>Completes when both directions have ended; the HTTP request lives until then.</summary>
    public Task Completion => _completion.Task;

    /// <summary>When bytes were last written (a timestamp of the clock).</summary>
    public long LastProgress => Volatile.Read(ref _progress);

    /// <summary>
    /// When the latest ping was taken to be written: its pong may come before the rest of what was taken with it is out. A
    /// client that does not read keeps the next ping from being taken.
    /// </summary>
    public long PingTaken => Volatile.Read(ref _pingTaken);

    /// <summary>When the latest ping was written; 0 if none was.</summary>
    public long PingWritten => Volatile.Read(ref _pingWritten);

    public bool HasUnwritten => Volatile.Read(ref _underWay) > 0;

    /// <summary>Sends, if there is room; if not, <see cref="TransportDrained"/> will say when there is. For the actor only.</summary>
    public bool TrySend(EncodedPacket packet)
    {
        if (Volatile.Read(ref _underWay) >= Window)
        {
            Volatile.Write(ref _wantsDrained, 1);
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref _underWay) >= Window)
            {
                return false;
            }
        }

        Send(packet);
        return true;
    }

    /// <summary>Sends whether there is room or not: for pings and for what must go out before a close.</summary>
    public void Send(EncodedPacket packet)
    {
        Action? wake = null;
        lock (_gate)
        {
            if (_closing is not null)
            {
                return;
            }

            Interlocked.Add(ref _underWay, packet.Weight);
            if (_queued is null)
            {
                _queued = _spare ?? [];
                _spare = null;
            }

            _queued.Add(packet);
            _pingQueued |= ReferenceEquals(packet, EncodedPacket.Ping);
            if (!_woken)
            {
                _woken = true;
                wake = _wake;
            }
        }

        wake?.Invoke();
    }

    /// <summary>Writes what was sent, then the close frame.</summary>
    public void Close(WebSocketCloseStatus status)
    {
        Action? wake;
        lock (_gate)
        {
            _closing ??= status;
            wake = _wake;
        }

        wake?.Invoke();
    }

    /// <summary>Cuts the connection.</summary>
    public void Abort() => socket.Abort();

    /// <summary>The graph asks to be woken when there is something to take.</summary>
    public void OnQueued(Action wake)
    {
        lock (_gate)
        {
            _wake = wake;
        }
    }

    /// <summary>Takes all that is queued; null if nothing is. The list goes back by <see cref="Written"/>.</summary>
    public List<EncodedPacket>? Take(out WebSocketCloseStatus? closing)
    {
        lock (_gate)
        {
            _woken = false;
            closing = _closing;
            var taken = _queued;
            _queued = null;
            if (_pingQueued)
            {
                _pingQueued = false;
                Volatile.Write(ref _pingTaken, time.GetTimestamp());
            }

            return taken;
        }
    }

    public void Written(List<EncodedPacket> batch)
    {
        var now = time.GetTimestamp();
        Volatile.Write(ref _progress, now);
        var bytes = 0;
        var weight = 0;
        var counted = 0;
        var packets = 0;
        foreach (var packet in batch)
        {
            weight += packet.Weight;
            if (packet.IsCounted)
            {
                counted += packet.Weight;
                bytes += packet.Size;
                packets += packet.Count;
                if (packet.IsTracked)
                {
                    ((TrackedPacket)packet).SetWritten();
                }
            }
            else if (ReferenceEquals(packet, EncodedPacket.Ping))
            {
                Volatile.Write(ref _pingWritten, now);
            }
        }

        session.Outbound.Remove(counted);
        session.Metrics.Sent(Kind, packets, bytes);

        var left = Interlocked.Add(ref _underWay, -weight);
        batch.Clear();
        if (batch.Capacity <= 16)
        {
            lock (_gate)
            {
                _spare = batch;
            }
        }

        if (left < Window / 2 && Volatile.Read(ref _wantsDrained) != 0 && Interlocked.Exchange(ref _wantsDrained, 0) != 0)
        {
            session.Actor.Tell(new TransportDrained(this), ActorRefs.NoSender);
        }
    }

    /// <summary>
    /// The close frame is out, or waits behind what the peer does not read: a peer that does not answer it in a few seconds
    /// is cut off.
    /// </summary>
    public async Task AbortUnlessClosedAsync()
    {
        try
        {
            await Completion.WaitAsync(CloseGrace, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Abort();
        }
    }

    /// <summary>One of the graph's two directions has ended.</summary>
    public void HalfEnded()
    {
        if (Interlocked.Decrement(ref _halves) == 0)
        {
            _completion.TrySetResult();
        }
    }
}
