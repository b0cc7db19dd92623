using System.Text.RegularExpressions;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo.Broadcasting;

/// <summary>What an application's adapter does wrong harms nobody but those who wait for it.</summary>
public class FailingAdapterTests
{
    [Fact]
    public async Task ASocketThatItDoesNotLetGoHasEndedAllTheSame()
    {
        await using var server = await IoServer.StartAsync(o =>
        {
            Recovery.On(o);
            o.CreateAdapter = local => new FailingAdapter(local);
        });
        var ended = new Probe<DisconnectReason>();
        server.Io.OnDisconnect((_, reason) => ended.Add(reason));
        await using var client = await server.OpenAsync(Mode.WebSocket);
        var first = await server.RejoinAsync(client);
        await client.CloseAsync();
        await using var back = await server.OpenAsync(Mode.WebSocket);
        Assert.Equal(first, await server.RejoinAsync(back, first.Pid));
        Assert.True((await ended.NextAsync()).Recoverable);
        await Recovery.WaitAsync(() => server.Logs.GetSnapshot().Count(l => l.Id.Name == "AdapterFailed") >= 2);
        server.Io.Emit("live");
        await back.ExpectEventsAsync("42[\"live\"]");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ANamespaceThatItDoesNotMakeIsRefused(bool asksApplication)
    {
        await using var server = await IoServer.StartAsync(o =>
            o.CreateAdapter = local => local.Namespace == "/dynamic" ? throw new InvalidOperationException("no adapter") : local);
        if (asksApplication)
        {
            server.Io.Of((_, _) => ValueTask.FromResult(true));
        }
        else
        {
            server.Io.Of(new Regex("^/dyn"));
        }

        server.Io.On("echo", (int n) => n);
        await using var client = await server.ConnectAsync();
        await client.SendAsync("40/dynamic,");
        await client.ExpectAsync("44/dynamic,{\"message\":\"Invalid namespace\"}");
        await client.SendAsync("421[\"echo\",1]");
        await client.ExpectAsync("431[1]");
        Assert.Contains(server.Logs.GetSnapshot(), l => l.Id.Name == "NamespaceNotMade");
    }

    private sealed class FailingAdapter(ILocalAdapter local) : IAdapter
    {
        public void Show(IRoomMember member) => local.Show(member);

        public void Hide(IRoomMember member)
        {
            local.Hide(member);
            throw new InvalidOperationException("not hidden");
        }

        public void Forget(IRoomMember member)
        {
            local.Forget(member);
            throw new InvalidOperationException("not forgotten");
        }

        public ValueTask JoinAsync(IRoomMember member, ReadOnlySpan<string> rooms) => local.JoinAsync(member, rooms);

        public ValueTask LeaveAsync(IRoomMember member, ReadOnlySpan<string> rooms) => local.LeaveAsync(member, rooms);

        public void Broadcast(BroadcastTarget target, BroadcastPacket packet) => local.Broadcast(target, packet);

        public Task BroadcastWithAcksAsync(BroadcastTarget target, BroadcastPacket packet, IAckCollector acks, CancellationToken ended) =>
            local.BroadcastWithAcksAsync(target, packet, acks, ended);

        public bool HasRoom(BroadcastTarget target) => local.HasRoom(target);

        public ValueTask WaitForRoomAsync(BroadcastTarget target, CancellationToken cancellationToken) => local.WaitForRoomAsync(target, cancellationToken);

        public ValueTask<int> CountAsync(BroadcastTarget target, CancellationToken cancellationToken) => local.CountAsync(target, cancellationToken);

        public ValueTask<SocketQuery> FetchSocketsAsync(BroadcastTarget target, CancellationToken cancellationToken) =>
            local.FetchSocketsAsync(target, cancellationToken);

        public ValueTask<IReadOnlyCollection<string>> RoomsAsync(CancellationToken cancellationToken) => local.RoomsAsync(cancellationToken);

        public ValueTask SocketsJoinAsync(BroadcastTarget target, ReadOnlySpan<string> rooms) => local.SocketsJoinAsync(target, rooms);

        public ValueTask SocketsLeaveAsync(BroadcastTarget target, ReadOnlySpan<string> rooms) => local.SocketsLeaveAsync(target, rooms);

        public ValueTask DisconnectSocketsAsync(BroadcastTarget target, bool close) => local.DisconnectSocketsAsync(target, close);

        public void ServerSideEmit(BroadcastPacket packet) => local.ServerSideEmit(packet);

        public Task ServerSideEmitWithAcksAsync(BroadcastPacket packet, IAckCollector acks, CancellationToken ended) =>
            local.ServerSideEmitWithAcksAsync(packet, acks, ended);

        public ValueTask CloseAsync() => local.CloseAsync();
    }
}
