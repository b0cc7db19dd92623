using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo.Broadcasting;

/// <summary>What can be asked of many sockets and done with them at once.</summary>
public sealed class UtilityTests : IAsyncLifetime
{
    private readonly List<WireClient> _clients = [];
    private readonly List<string> _ids = [];
    private IoServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await IoServer.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            _clients.Add(await _server.OpenAsync(Mode.WebSocket));
            _ids.Add(await _server.JoinAsync(_clients[i]));
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    [Fact]
    [Mirrors("socket.io/utility-methods.ts", "returns all socket instances")]
    [Mirrors("socket.io/utility-methods.ts", "returns all socket instances in the given room")]
    public async Task SocketsAreFound()
    {
        await Socket(0).Join("room1", "room2");
        await Socket(1).Join("room1");
        Assert.Equal([0, 1, 2], Indexes(await _server.Io.FetchSocketsAsync()));
        Assert.Equal([0, 1], Indexes(await _server.Io.In("room1").FetchSocketsAsync()));
        Assert.Equal([0], Indexes(await _server.Io.In("room1").In("room2").Except(_ids[1]).FetchSocketsAsync()));
        Assert.Equal([1, 2], Indexes(await Socket(0).Broadcast.FetchSocketsAsync()));
        var found = await _server.Io.Of("/").To(_ids[1]).FetchSocketsAsync();
        Assert.Empty(found.MissingNodes);
        Assert.Same(Socket(1), Assert.Single(found.Sockets));
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should find all clients in a namespace")]
    [Mirrors("socket.io/namespaces.ts", "should find all clients in a namespace room")]
    [Mirrors("socket.io/namespaces.ts", "should find all clients across namespace rooms")]
    public async Task SocketsAreFoundInTheirNamespaceOnly()
    {
        var chat = _server.Io.Of("/chat");
        var other = _server.Io.Of("/other");
        var ids = new[] { await _server.JoinAsync(_clients[0], "/chat"), await _server.JoinAsync(_clients[1], "/chat") };
        var elsewhere = await _server.JoinAsync(_clients[2], "/other");
        await chat.Sockets.Single(s => s.Id == ids[0]).Join("foo");
        await chat.Sockets.Single(s => s.Id == ids[1]).Join("bar");
        await Assert.Single(other.Sockets).Join("foo");
        Assert.Equal(ids.Order(), (await chat.FetchSocketsAsync()).Sockets.Select(s => s.Id).Order());
        Assert.Equal(ids.Order(), chat.Sockets.Select(s => s.Id).Order());
        Assert.Equal(ids[0], Assert.Single((await chat.In("foo").FetchSocketsAsync()).Sockets).Id);
        Assert.Equal(ids.Order(), (await chat.In("foo", "bar").FetchSocketsAsync()).Sockets.Select(s => s.Id).Order());
        Assert.Equal(elsewhere, Assert.Single((await other.In("foo").FetchSocketsAsync()).Sockets).Id);
        Assert.Empty((await _server.Io.In("foo").FetchSocketsAsync()).Sockets);
        Assert.Equal(ids[0], chat.Find(ids[0])!.Id);
        Assert.Null(_server.Io.Find(ids[0]));
    }

    [Fact]
    [Mirrors("socket.io/utility-methods.ts", "makes all socket instances join the given room")]
    [Mirrors("socket.io/utility-methods.ts", "makes all socket instances in a room join the given room")]
    public async Task AllJoin()
    {
        await _server.Io.SocketsJoin("all", "too");
        Assert.All(_server.Io.Sockets, s => Assert.Superset(new HashSet<string> { "all", "too" }, s.Rooms.ToHashSet()));
        await Socket(1).Join("room1");
        await _server.Io.In("room1").SocketsJoin("room3");
        await Socket(1).Broadcast.SocketsJoin("others");
        Assert.Equal([1], Indexes(await _server.Io.In("room3").FetchSocketsAsync()));
        Assert.Equal([0, 2], Indexes(await _server.Io.In("others").FetchSocketsAsync()));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await _server.Io.SocketsJoin(null!, "x"));
    }

    [Fact]
    [Mirrors("socket.io/utility-methods.ts", "makes all socket instances leave the given room")]
    [Mirrors("socket.io/utility-methods.ts", "makes all socket instances in a room leave the given room")]
    public async Task AllLeave()
    {
        await _server.Io.SocketsJoin("a", "b");
        await Socket(0).Join("room1");
        await _server.Io.In("room1").SocketsLeave("a", _ids[0]);
        Assert.Equal([1, 2], Indexes(await _server.Io.In("a").FetchSocketsAsync()));
        Assert.Equal(["b", "room1"], Socket(0).Rooms.Order());
        await _server.Io.SocketsLeave("b");
        Assert.Equal(0, await _server.Io.In("b").CountAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Mirrors("socket.io/utility-methods.ts", "makes all socket instances in a room disconnect")]
    public async Task ThoseInARoomAreDisconnected(bool close)
    {
        await Socket(0).Join("room1");
        await Socket(2).Join("room1");
        _server.Io.Emit("before");
        await _server.Io.In("room1").DisconnectSockets(close);
        _server.Io.Emit("after");
        foreach (var i in new[] { 0, 2 })
        {
            await _clients[i].ExpectAsync("42[\"before\"]", "41");
            if (close)
            {
                await _clients[i].ExpectCloseAsync();
            }
        }

        await _clients[1].ExpectAsync("42[\"before\"]", "42[\"after\"]");
        Assert.Equal([1], Indexes(await _server.Io.FetchSocketsAsync()));
    }

    [Fact]
    [Mirrors("socket.io/utility-methods.ts", "makes all socket instances disconnect")]
    public async Task AllAreDisconnected()
    {
        await _server.Io.DisconnectSockets(close: true);
        foreach (var client in _clients)
        {
            await client.ExpectAsync("41");
            await client.ExpectCloseAsync();
        }

        Assert.Empty(_server.Io.Sockets);
    }

    [Fact]
    [Mirrors("socket.io/socket.ts", "should emit message events through `send`")]
    public async Task SendIsTheEventMessage()
    {
        Socket(0).Send("a", 1);
        _server.Io.To(_ids[0]).Send(new[] { 1, 2 });
        _server.Io.Send();
        await _clients[0].ExpectAsync("42[\"message\",\"a\",1]", "42[\"message\",[1,2]]", "42[\"message\"]");
        await _clients[1].ExpectAsync("42[\"message\"]");
    }

    [Fact]
    public async Task AloneThereAreNoOtherServers()
    {
        var nsp = _server.Io.Of("/");
        nsp.OnServerSideEmit("ping", void () => Assert.Fail("it is for the others"));
        nsp.ServerSideEmit("ping", 1);
        Assert.Empty(await nsp.ServerSideEmitWithAckAsync<int>("ping"));
        foreach (var name in new[] { "connect", "connection", "new_namespace" })
        {
            Assert.Equal($"\"{name}\" is a reserved event name (Parameter 'name')", Assert.Throws<ArgumentException>(() => nsp.ServerSideEmit(name)).Message);
            Assert.Throws<ArgumentException>(() => { _ = nsp.ServerSideEmitWithAckAsync<int>(name); });
            Assert.Throws<ArgumentException>(() => nsp.OnServerSideEmit(name, () => 1));
        }

        Assert.Throws<ArgumentException>(() => nsp.OnServerSideEmit("x", (ISocket s) => s.Id));
        nsp.ServerSideEmit("disconnect");
    }

    private ISocket Socket(int index) => _server.Io.Sockets.Single(s => s.Id == _ids[index]);

    private IEnumerable<int> Indexes(SocketQuery query) => query.Sockets.Select(s => _ids.IndexOf(s.Id)).Order();
}
