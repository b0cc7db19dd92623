using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Recovery;

/// <summary>What a session has missed, from where it had read to wherever the log has got meanwhile.</summary>
internal sealed class Replay(Session session, LogEntry from)
{
    private readonly Queue<EncodedPacket> _missed = new();
    private LogEntry _seen = from;

    /// <summary>What is still to be sent.</summary>
    public int Count => _missed.Count;

    public long Bytes { get; private set; }

    /// <summary>Something was sent.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Reads the log up to this entry. Needs the log's lock only for what was appended since that entry was learned.</summary>
    public void ReadTo(LogEntry last)
    {
        while (_seen.Position < last.Position && _seen.Next is { } next)
        {
            _seen = next;
            if (next.Target.Matches(session))
            {
                _missed.Enqueue(next.Packet);
                Bytes += next.Packet.Size;
            }
        }
    }

    /// <summary>The next packets that take not more than so many bytes of an outbox, but at least one if there is one.</summary>
    public List<EncodedPacket> Take(long bytes)
    {
        var page = new List<EncodedPacket>();
        var weight = 0L;
        while (_missed.TryPeek(out var packet) && (page.Count == 0 || weight + packet.Weight <= bytes))
        {
            _missed.Dequeue();
            page.Add(packet);
            weight += packet.Weight;
            Bytes -= packet.Size;
        }

        HasBegun |= page.Count > 0;
        return page;
    }
}
