using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Telemetry;

namespace AkkaSocketIo.Actors.Broadcasting;

/// <summary>
/// One node: a broadcast is encoded once, matched once, and the same packet is told to each receiver's connection, all on
/// the caller's thread.
/// </summary>
internal sealed class LocalAdapter(Namespace nsp, LocalRooms rooms) : ILocalAdapter
{
    public string Namespace => nsp.Name;

    public void Show(IRoomMember member) => rooms.Show((RoomMember)member);

    public void Hide(IRoomMember member) => rooms.Hide((RoomMember)member);

    public void Forget(IRoomMember member) => LocalRooms.Forget((RoomMember)member);

    public ValueTask JoinAsync(IRoomMember member, ReadOnlySpan<string> names)
    {
        rooms.Join((RoomMember)member, names);
        return default;
    }

    public ValueTask LeaveAsync(IRoomMember member, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            rooms.Leave((RoomMember)member, name);
        }

        return default;
    }

    public void Broadcast(BroadcastTarget target, BroadcastPacket packet)
    {
        var encoded = (EncodedPacket)packet;
        var (sender, isVolatile) = (target.Sender, target.Volatile);
        var activity = SocketIoActivities.StartBroadcast(nsp.Series);
        var receivers = 0;
        try
        {
            foreach (var member in rooms.Match(target))
            {
                if (member.Id != sender)
                {
                    member.Socket.Deliver(encoded, isVolatile);
                    receivers++;
                }
            }
        }
        finally
        {
            SocketIoActivities.EndBroadcast(activity, receivers);
        }

        CountReceivers(receivers);
    }

    public Task BroadcastWithAcksAsync(BroadcastTarget target, BroadcastPacket packet, IAckCollector acks, CancellationToken ended)
    {
        // What another node has encoded has an id of its counter, which can be in use here for something else.
        var id = acks is AckCollector own ? own.Id : nsp.NextAckId();
        var encoded = acks is AckCollector ? (EncodedPacket)packet : ForeignPacket.WithId(packet, nsp, id);
        var members = rooms.Match(target);
        var activity = SocketIoActivities.StartBroadcast(nsp.Series);
        var asked = 0;
        try
        {
            foreach (var member in members)
            {
                if (member.Id == target.Sender)
                {
                    continue;
                }

                acks.Expect(member.Id);
                asked++;
                if (member.Socket.TryAwait(id, new CollectedAck(acks, member.Id), out var reason))
                {
                    member.Socket.Deliver(encoded, target.Volatile);
                }
                else
                {
                    acks.Leave(member.Id, reason);
                }
            }
        }
        finally
        {
            SocketIoActivities.EndBroadcast(activity, asked);
        }

        CountReceivers(asked);
        if (asked > 0)
        {
            ended.UnsafeRegister(static state => GiveUp(((RoomMember[], long))state!), (members, id));
        }

        return Task.CompletedTask;
    }

    public bool HasRoom(BroadcastTarget target)
    {
        foreach (var member in rooms.Match(target))
        {
            if (member.Id != target.Sender && !member.Socket.Session.Outbound.HasRoom)
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
            if (member.Id != target.Sender)
            {
                await member.Socket.Session.Outbound.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public ValueTask<int> CountAsync(BroadcastTarget target, CancellationToken cancellationToken)
    {
        var matched = rooms.Match(target);
        return new(target.Sender is { } sender && Array.Exists(matched, m => m.Id == sender) ? matched.Length - 1 : matched.Length);
    }

    public ValueTask<SocketQuery> FetchSocketsAsync(BroadcastTarget target, CancellationToken cancellationToken) =>
        new(new SocketQuery([.. Matches(target).Select(m => m.Socket)], []));

    public ValueTask<IReadOnlyCollection<string>> RoomsAsync(CancellationToken cancellationToken) => new(rooms.Names);

    public ValueTask SocketsJoinAsync(BroadcastTarget target, ReadOnlySpan<string> names)
    {
        foreach (var member in Matches(target))
        {
            rooms.Join(member, names);
        }

        return default;
    }

    public ValueTask SocketsLeaveAsync(BroadcastTarget target, ReadOnlySpan<string> names)
    {
        foreach (var member in Matches(target))
        {
            foreach (var name in names)
            {
                rooms.Leave(member, name);
            }
        }

        return default;
    }

    public ValueTask DisconnectSocketsAsync(BroadcastTarget target, bool close)
    {
        foreach (var member in Matches(target))
        {
            member.Socket.Disconnect(close);
        }

        return default;
    }

    public void ServerSideEmit(BroadcastPacket packet)
    {
    }

    public Task ServerSideEmitWithAcksAsync(BroadcastPacket packet, IAckCollector acks, CancellationToken ended) => Task.CompletedTask;

    public ValueTask CloseAsync() => default;

    public Task ReceiveAsync(BroadcastPacket packet, Action<EventArguments>? answer) => nsp.ServerSide.ReceiveAsync(packet, answer);

    public EventArguments ReadArguments(ReadOnlyMemory<byte> json, IReadOnlyList<ReadOnlyMemory<byte>> attachments) =>
        ForeignPacket.ReadArguments(json, attachments, nsp.Node.Json);

    public ReadOnlyMemory<byte> WriteSocket(IRemoteSocket socket) => RemoteSocketText.Write(socket);

    public IRemoteSocket ReadSocket(ReadOnlyMemory<byte> written) => RemoteSocketText.Read(written, nsp);

    private static void GiveUp((RoomMember[] Asked, long Id) wait)
    {
        foreach (var member in wait.Asked)
        {
            member.Socket.Acks?.Take(wait.Id);
        }
    }

    private IEnumerable<RoomMember> Matches(BroadcastTarget target) => rooms.Match(target).Where(m => m.Id != target.Sender);

    private void CountReceivers(int receivers)
    {
        var histogram = nsp.Node.Metrics.BroadcastReceivers;
        if (histogram.Enabled)
        {
            histogram.Record(receivers, new KeyValuePair<string, object?>("socketio.namespace", nsp.Series));
        }
    }
}
