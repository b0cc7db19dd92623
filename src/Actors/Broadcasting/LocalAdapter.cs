using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Telemetry;

namespace AkkaSocketIo.Actors.Broadcasting;

/// <summary>
/// One node: a broadcast is encoded once, matched once, and the same packet is told to each receiver's connection, all on
/// the caller's thread.
/// </summary>
internal sealed class LocalAdapter(string nsp, LocalRooms rooms, SocketIoMetrics metrics) : IAdapter
{
    public void Show(RoomMember member) => rooms.Show(member);

    public void Hide(RoomMember member) => rooms.Hide(member);

    public void Forget(RoomMember member) => LocalRooms.Forget(member);

    public ValueTask JoinAsync(RoomMember member, ReadOnlySpan<string> names)
    {
        rooms.Join(member, names);
        return default;
    }

    public ValueTask LeaveAsync(RoomMember member, string room)
    {
        rooms.Leave(member, room);
        return default;
    }

    public void Broadcast(BroadcastTarget target, EncodedPacket packet)
    {
        var activity = SocketIoActivities.StartBroadcast(nsp);
        var receivers = 0;
        foreach (var member in rooms.Match(target))
        {
            if (member != target.Sender)
            {
                member.Socket.Deliver(packet);
                receivers++;
            }
        }

        SocketIoActivities.EndBroadcast(activity, receivers);
        if (metrics.BroadcastReceivers.Enabled)
        {
            metrics.BroadcastReceivers.Record(receivers, new KeyValuePair<string, object?>("socketio.namespace", nsp));
        }
    }

    public bool HasRoom(BroadcastTarget target)
    {
        foreach (var member in rooms.Match(target))
        {
            if (member != target.Sender && !member.Socket.Session.Outbound.HasRoom)
            {
                return false;
            }
        }

        return true;
    }

    public async ValueTask WaitForRoomAsync(BroadcastTarget target, CancellationToken cancellationToken)
    {
        foreach (var member in rooms.Match(target))
        {
            if (member != target.Sender)
            {
                await member.Socket.Session.Outbound.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public ValueTask<int> CountAsync(BroadcastTarget target, CancellationToken cancellationToken)
    {
        var matched = rooms.Match(target);
        return new(target.Sender is { } sender && Array.IndexOf(matched, sender) >= 0 ? matched.Length - 1 : matched.Length);
    }
}
