namespace AkkaSocketIo.Actors.Sockets;

/// <summary>The acknowledgements that a socket's client owes. Each is taken once: by the answer, a timeout, or the socket's end.</summary>
internal sealed class AckTable(int limit)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, PendingAck> _pending = [];
    private DisconnectReason? _ended;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count;
            }
        }
    }

    /// <exception cref="SocketDisconnectedException">The socket has ended.</exception>
    /// <exception cref="InvalidOperationException">There are too many.</exception>
    public void Add(long id, PendingAck pending)
    {
        lock (_gate)
        {
            if (_ended is { } reason)
            {
                throw new SocketDisconnectedException(reason);
            }

            if (_pending.Count >= limit)
            {
                throw new InvalidOperationException(
                    $"The client has not acknowledged {limit} events yet (max-pending-acks): wait for some of them, or raise the limit.");
            }

            _pending.Add(id, pending);
        }
    }

    public PendingAck? Take(long id)
    {
        lock (_gate)
        {
            _pending.Remove(id, out var pending);
            return pending;
        }
    }

    public void End(DisconnectReason reason)
    {
        PendingAck[] pending;
        lock (_gate)
        {
            _ended = reason;
            pending = [.. _pending.Values];
            _pending.Clear();
        }

        foreach (var ack in pending)
        {
            ack.Fail(new SocketDisconnectedException(reason));
        }
    }
}
