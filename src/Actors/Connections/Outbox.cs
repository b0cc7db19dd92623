using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Connections;

/// <summary>
/// What waits for the transport. The engine's own packets (ping, noop, close) go ahead of data, but never between the
/// parts of a binary packet, since those are one entry.
/// </summary>
internal sealed class Outbox
{
    private Queue<EncodedPacket>? _control;
    private Queue<EncodedPacket>? _data;

    public bool IsEmpty => _control is not { Count: > 0 } && _data is not { Count: > 0 };

    public void Add(EncodedPacket packet)
    {
        if (packet.IsCounted)
        {
            (_data ??= new Queue<EncodedPacket>()).Enqueue(packet);
        }
        else
        {
            (_control ??= new Queue<EncodedPacket>()).Enqueue(packet);
        }
    }

    /// <summary>Whether this one of the engine's own packets waits.</summary>
    public bool Contains(EncodedPacket control) => _control?.Contains(control) == true;

    public EncodedPacket? Peek() => _control is { Count: > 0 } ? _control.Peek() : _data is { Count: > 0 } ? _data.Peek() : null;

    public void Remove() => (_control is { Count: > 0 } ? _control : _data)!.Dequeue();

    public List<EncodedPacket> TakeAll()
    {
        var all = new List<EncodedPacket>();
        while (Peek() is { } packet)
        {
            Remove();
            all.Add(packet);
        }

        return all;
    }
}
