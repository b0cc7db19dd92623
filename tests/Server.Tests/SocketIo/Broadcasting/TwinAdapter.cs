using System.Collections.Concurrent;

namespace AkkaSocketIo.Server.Tests.SocketIo.Broadcasting;

/// <summary>What joins servers of one process: each namespace's adapters find the others here.</summary>
public sealed class Relay
{
    private readonly ConcurrentDictionary<TwinAdapter, string> _adapters = new();

    public int Count => _adapters.Count;

    public void Add(TwinAdapter adapter, string nsp) => _adapters[adapter] = nsp;

    public void Remove(TwinAdapter adapter) => _adapters.TryRemove(adapter, out _);

    public IEnumerable<TwinAdapter> Others(TwinAdapter self, string nsp) => _adapters.Where(a => a.Key != self && a.Value == nsp).Select(a => a.Key);
}

/// <summary>
/// An adapter as a user would write it: tells the others, asks the local one. Only names, flags and bytes go from one server to the other.
/// </summary>
public sealed class TwinAdapter : IAdapter
{
    private readonly ILocalAdapter _local;
    private readonly Relay _relay;

    public TwinAdapter(ILocalAdapter local, Relay relay)
    {
        _local = local;
        _relay = relay;
        relay.Add(this, local.Namespace);
    }

    private string Name { get; } = Guid.NewGuid().ToString();

    private IEnumerable<TwinAdapter> Others => _relay.Others(this, _local.Namespace);

    public void Show(IRoomMember member) => _local.Show(member);

    public void Hide(IRoomMember member) => _local.Hide(member);

    public void Forget(IRoomMember member) => _local.Forget(member);

    public ValueTask JoinAsync(IRoomMember member, ReadOnlySpan<string> rooms) => _local.JoinAsync(member, rooms);

    public ValueTask LeaveAsync(IRoomMember member, ReadOnlySpan<string> rooms) => _local.LeaveAsync(member, rooms);

    public void Broadcast(BroadcastTarget target, BroadcastPacket packet)
    {
        _local.Broadcast(target, packet);
        foreach (var other in OthersFor(target))
        {
            other._local.Broadcast(Copy(target), Copy(packet));
        }
    }

    public async Task BroadcastWithAcksAsync(BroadcastTarget target, BroadcastPacket packet, IAckCollector acks, CancellationToken ended)
    {
        await _local.BroadcastWithAcksAsync(target, packet, acks, ended);
        foreach (var other in OthersFor(target))
        {
            await other._local.BroadcastWithAcksAsync(Copy(target), Copy(packet), new RelayedAcks(acks, _local), ended);
        }
    }

    public bool HasRoom(BroadcastTarget target) => _local.HasRoom(target);

    public ValueTask WaitForRoomAsync(BroadcastTarget target, CancellationToken cancellationToken) => _local.WaitForRoomAsync(target, cancellationToken);

    public async ValueTask<int> CountAsync(BroadcastTarget target, CancellationToken cancellationToken)
    {
        var count = await _local.CountAsync(target, cancellationToken);
        foreach (var other in OthersFor(target))
        {
            count += await other._local.CountAsync(Copy(target), cancellationToken);
        }

        return count;
    }

    public async ValueTask<SocketQuery> FetchSocketsAsync(BroadcastTarget target, CancellationToken cancellationToken)
    {
        var sockets = (await _local.FetchSocketsAsync(target, cancellationToken)).Sockets.ToList();
        foreach (var other in OthersFor(target))
        {
            var theirs = (await other._local.FetchSocketsAsync(Copy(target), cancellationToken)).Sockets;
            sockets.AddRange(theirs.Select(s => _local.ReadSocket(other._local.WriteSocket(s).ToArray())));
        }

        return new SocketQuery(sockets, ["one that is away"]);
    }

    public async ValueTask<IReadOnlyCollection<string>> RoomsAsync(CancellationToken cancellationToken)
    {
        var rooms = (await _local.RoomsAsync(cancellationToken)).ToHashSet();
        foreach (var other in Others)
        {
            rooms.UnionWith(await other._local.RoomsAsync(cancellationToken));
        }

        return rooms;
    }

    public ValueTask SocketsJoinAsync(BroadcastTarget target, ReadOnlySpan<string> rooms)
    {
        foreach (var other in OthersFor(target))
        {
            other._local.SocketsJoinAsync(Copy(target), rooms).AsTask().Wait();
        }

        return _local.SocketsJoinAsync(target, rooms);
    }

    public ValueTask SocketsLeaveAsync(BroadcastTarget target, ReadOnlySpan<string> rooms)
    {
        foreach (var other in OthersFor(target))
        {
            other._local.SocketsLeaveAsync(Copy(target), rooms).AsTask().Wait();
        }

        return _local.SocketsLeaveAsync(target, rooms);
    }

    public async ValueTask DisconnectSocketsAsync(BroadcastTarget target, bool close)
    {
        await _local.DisconnectSocketsAsync(target, close);
        foreach (var other in OthersFor(target))
        {
            await other._local.DisconnectSocketsAsync(Copy(target), close);
        }
    }

    public void ServerSideEmit(BroadcastPacket packet)
    {
        foreach (var other in Others)
        {
            _ = other._local.ReceiveAsync(Copy(packet), null);
        }
    }

    public Task ServerSideEmitWithAcksAsync(BroadcastPacket packet, IAckCollector acks, CancellationToken ended)
    {
        var relayed = new RelayedAcks(acks, _local);
        foreach (var other in Others)
        {
            acks.Expect(other.Name);
            _ = other._local.ReceiveAsync(Copy(packet), answer => relayed.Add(other.Name, answer));
        }

        return Task.CompletedTask;
    }

    public ValueTask CloseAsync()
    {
        _relay.Remove(this);
        return default;
    }

    private IEnumerable<TwinAdapter> OthersFor(BroadcastTarget target) => target.Local ? [] : Others;

    private static BroadcastTarget Copy(BroadcastTarget target) =>
        new BroadcastTarget { Sender = target.Sender, Volatile = target.Volatile, Compress = target.Compress, Timeout = target.Timeout }
            .To([.. target.Rooms]).But([.. target.Except]);

    private static BroadcastPacket Copy(BroadcastPacket packet) =>
        BroadcastPacket.FromBytes(packet.TextBytes.ToArray(), [.. packet.BinaryParts.Select(p => (ReadOnlyMemory<byte>)p.ToArray())], packet.Compress);

    private sealed class RelayedAcks(IAckCollector acks, ILocalAdapter local) : IAckCollector
    {
        public void Expect(string name) => acks.Expect(name);

        public void Add(string name, EventArguments arguments) =>
            acks.Add(name, local.ReadArguments(arguments.ToJson().ToArray(), [.. arguments.Attachments.Select(a => (ReadOnlyMemory<byte>)a.ToArray())]));

        public void Leave(string name, DisconnectReason reason) => acks.Leave(name, reason);
    }
}
