using System.Net.WebSockets;
using System.Text;
using Akka.Actor;
using AkkaSocketIo.Transport.EngineIo;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;
using AkkaSocketIo.Transport.Telemetry;

namespace AkkaSocketIo.Transport;

/// <summary>
/// What all threads see of an Engine.IO session: requests find it by its id, emitters count their bytes on it. All else
/// is its actor's.
/// </summary>
internal sealed class EngineSession(string id, EngineHandshake handshake, OutboundBytes outbound, IEngine engine) : IEngineConnection
{
    private static readonly CloseSession s_tooSlow =
        new(new CloseReason(CloseReason.ClientTooSlow, "max-buffered-bytes was reached"), Discard: true);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<Task> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PollingLink? _polling;
    private List<WebSocketLink>? _links = [];
    private int _ended;
    private int _transport;
    private bool _hasPoll;
    private long _deadline = long.MaxValue;

    public string Id => id;

    public int Protocol => Form.Revision;

    /// <summary>How its client speaks, from its first request to its last.</summary>
    public ClientForm Form { get; init; } = ClientForm.Newest;

    public EngineHandshake Handshake => handshake;

    /// <summary>The polling transport: made when it is first used, which a session that began with a WebSocket never does.</summary>
    public PollingLink Polling => Volatile.Read(ref _polling) ?? Interlocked.CompareExchange(ref _polling, new PollingLink(engine.Settings, engine.Time), null) ?? _polling;

    public OutboundBytes Outbound => outbound;

    public SocketIoMetrics Metrics => engine.Metrics;

    /// <summary>Set by the actor's parent before anybody else sees the session.</summary>
    public IActorRef Actor { get; set; } = ActorRefs.Nobody;

    public TransportKind TransportKind
    {
        get => (TransportKind)Volatile.Read(ref _transport);
        set => Volatile.Write(ref _transport, (int)value);
    }

    public string Transport => TransportKind.Name();

    /// <summary>A poll waits for something to take along.</summary>
    public bool HasPoll
    {
        get => Volatile.Read(ref _hasPoll);
        set => Volatile.Write(ref _hasPoll, value);
    }

    /// <summary>When the actor wants a <see cref="Tick"/>, as a timestamp of the clock.</summary>
    public long Deadline
    {
        get => Volatile.Read(ref _deadline);
        set => Volatile.Write(ref _deadline, value);
    }

    /// <summary>Nothing is sent from now on.</summary>
    public bool HasEnded => Volatile.Read(ref _ended) != 0;

    /// <summary>Ends sending; true for the one caller that did it.</summary>
    public bool End() => Interlocked.Exchange(ref _ended, 1) == 0;

    /// <summary>Notes a WebSocket of the session, so that none outlives it; false when the session is over already.</summary>
    public bool Attach(WebSocketLink link)
    {
        lock (_gate)
        {
            _links?.Add(link);
            return _links is not null;
        }
    }

    /// <summary>A WebSocket has ended: a session can see many that never became its transport.</summary>
    public void Detach(WebSocketLink link)
    {
        lock (_gate)
        {
            _links?.Remove(link);
        }
    }

    /// <summary>The session is over: closes what is attached, also what its actor never came to know of.</summary>
    private Task CloseLinks(WebSocketCloseStatus status)
    {
        List<WebSocketLink> links;
        lock (_gate)
        {
            links = _links ?? [];
            _links = null;
        }

        foreach (var link in links)
        {
            link.Close(status);
            _ = link.AbortUnlessClosedAsync();
        }

        return links.Count == 0 ? Task.CompletedTask : Task.WhenAll(links.Select(l => l.Completion));
    }

    /// <summary>Completes when the session's actor is done with it and its WebSockets have ended.</summary>
    public Task Ended => _finished.Task.Unwrap();

    /// <summary>Completes when the session's actor has stopped, which is when the handlers of its end have run.</summary>
    public Task Stopped => _stopped.Task;

    public void SetStopped() => _stopped.TrySetResult();

    /// <summary>Nothing happens in the session any more, but for WebSockets that are being closed.</summary>
    public void Finish(WebSocketCloseStatus status) => _finished.TrySetResult(CloseLinks(status));

    /// <summary>
    /// Counts the packet and tells it to the actor. The sender names the Socket.IO socket that it is from: the actor
    /// drops it when that is no longer its namespace's socket. What is the session's own has its actor as its sender.
    /// </summary>
    public bool TrySend(EncodedPacket packet, IActorRef? sender)
    {
        if (HasEnded || !TryCount(packet))
        {
            return false;
        }

        Actor.Tell(packet, sender);
        return true;
    }

    /// <summary>Sends only if the packet can leave at once: nothing else waits and, by polling, a poll is there.</summary>
    public bool TrySendIfIdle(EncodedPacket packet, IActorRef? sender)
    {
        if (HasEnded || (TransportKind == TransportKind.Polling && !HasPoll) || !outbound.TryAddToEmpty(packet.Weight))
        {
            return false;
        }

        Actor.Tell(packet, sender);
        return true;
    }

    /// <summary>Counts a packet that is about to be sent; false when the client has not read enough for it, which ends the session.</summary>
    public bool TryCount(EncodedPacket packet)
    {
        var reservation = outbound.TryAdd(packet.Weight);
        if (reservation == Reservation.Overflow && End())
        {
            Metrics.OutboxOverflows.Add(1);
            Actor.Tell(s_tooSlow, ActorRefs.NoSender);
        }

        return reservation == Reservation.Ok;
    }

    public void Send(string text) => TrySend(new EncodedPacket(Encode(text)), Actor);

    public void Send(ReadOnlySpan<byte> data) => TrySend(new EncodedPacket(null, [data.ToArray()]), Actor);

    public Task<bool> SendAsync(string text) => SendAsync(new TrackedPacket(Encode(text)));

    public Task<bool> SendAsync(ReadOnlyMemory<byte> data) => SendAsync(new TrackedPacket(null, [data.ToArray()]));

    public void Close()
    {
        // At once, not when the actor comes to it: what is sent after a close is not sent.
        End();
        Actor.Tell(new CloseSession(new CloseReason(CloseReason.ForcedClose)), ActorRefs.NoSender);
    }

    // What the session drops is completed by its end, so nobody has to look for it.
    private async Task<bool> SendAsync(TrackedPacket packet)
    {
        if (TrySend(packet, Actor))
        {
            await Task.WhenAny(packet.Written, Stopped).ConfigureAwait(false);
        }

        return packet.Written.IsCompletedSuccessfully;
    }

    private static byte[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = new byte[1 + Encoding.UTF8.GetByteCount(text)];
        bytes[0] = (byte)'4';
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(1));
        return bytes;
    }
}
