using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>One packet for many: whom it reaches, once each, on each transport.</summary>
public abstract class MessagingManySpec(Mode mode) : IAsyncLifetime
{
    private readonly List<WireClient> _clients = [];
    private readonly List<string> _ids = [];
    private IoServer _server = null!;
    private WireClient _outsider = null!;

    public async Task InitializeAsync()
    {
        _server = await IoServer.StartAsync();
        _server.Io.On("join", async (ISocket s, string[] rooms) =>
        {
            await s.Join(rooms);
            return "ok";
        });
        _server.Io.Of("/test");
        for (var i = 0; i < 3; i++)
        {
            _clients.Add(await _server.OpenAsync(mode));
            _ids.Add(await _server.JoinAsync(_clients[i]));
        }

        _outsider = await _server.OpenAsync(mode);
        await _server.JoinAsync(_outsider, "/test");
    }

    public async Task DisposeAsync()
    {
        foreach (var client in _clients.Append(_outsider))
        {
            await client.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    [Fact]
    [Mirrors("socket.io/messaging-many.ts", "emits to a namespace")]
    [Mirrors("socket.io/messaging-many.ts", "emits binary data to a namespace")]
    public async Task ToANamespace()
    {
        _server.Io.Emit("a", "b");
        _server.Io.Emit("bin", new byte[] { 1, 2, 3 });
        foreach (var client in _clients)
        {
            await client.ExpectAsync("""42["a","b"]""", """451-["bin",{"_placeholder":true,"num":0}]""", "bAQID");
        }

        await ExpectAsync([]);
    }

    [Fact]
    [Mirrors("socket.io/messaging-many.ts", "emits to the rest")]
    public async Task ToTheRest()
    {
        Socket(0).Broadcast.Emit("a", "b");
        await ExpectAsync([1, 2], """42["a","b"]""");
    }

    [Fact]
    [Mirrors("socket.io/messaging-many.ts", "emits to rooms")]
    public async Task ToARoom()
    {
        await JoinAsync(0, "woot");
        _server.Io.To("woot").Emit("a");
        await ExpectAsync([0], """42["a"]""");
        _server.Io.In("woot").Emit("a");
        await ExpectAsync([0], """42["a"]""");
    }

    [Fact]
    [Mirrors("socket.io/messaging-many.ts", "emits to rooms avoiding dupes")]
    public async Task ToTwoRoomsOnceEach()
    {
        await JoinAsync(0, "woot", "test");
        await JoinAsync(1, "third");
        _server.Io.To("woot").In("test").Emit("a");
        await ExpectAsync([0], """42["a"]""");
        _server.Io.To("woot", "test", "third").Emit("b");
        await ExpectAsync([0, 1], """42["b"]""");
    }

    [Fact]
    [Mirrors("socket.io/messaging-many.ts", "broadcasts to rooms")]
    [Mirrors("socket.io/messaging-many.ts", "broadcasts binary data to rooms")]
    public async Task FromASocketToARoom()
    {
        await JoinAsync(0, "woot");
        await JoinAsync(1, "woot");
        Socket(0).To("woot").Emit("a");
        Socket(0).In("woot").Emit("bin", new byte[] { 1 });
        Socket(0).Emit("b");
        await _clients[0].ExpectAsync("""42["b"]""");
        await ExpectAsync([1], """42["a"]""", """451-["bin",{"_placeholder":true,"num":0}]""", "bAQ==");
    }

    [Fact]
    [Mirrors("socket.io/messaging-many.ts", "should exclude specific sockets when broadcasting")]
    [Mirrors("socket.io/messaging-many.ts", "should exclude a specific room when broadcasting")]
    public async Task FromASocketToAllButSome()
    {
        await JoinAsync(1, "out");
        Socket(0).Broadcast.Except(_ids[1]).Emit("a");
        await ExpectAsync([2], """42["a"]""");
        Socket(0).Except("out").Emit("b");
        await ExpectAsync([2], """42["b"]""");
        Socket(0).Broadcast.Except("out", _ids[2]).Emit("c");
        await ExpectAsync([]);
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should exclude a specific socket when emitting")]
    [Mirrors("socket.io/namespaces.ts", "should exclude a specific room when emitting")]
    public async Task ToAllButSome()
    {
        await JoinAsync(1, "out");
        _server.Io.Except(_ids[0]).Emit("a");
        await ExpectAsync([1, 2], """42["a"]""");
        _server.Io.Except("out").Emit("b");
        await ExpectAsync([0, 2], """42["b"]""");
        _server.Io.Of("/").To("out").Except("out").Emit("c");
        await ExpectAsync([]);
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should exclude a specific socket when emitting (in a namespace)")]
    public async Task ToAllButSomeInAnotherNamespace()
    {
        await using var second = await _server.OpenAsync(mode);
        var id = await _server.JoinAsync(second, "/test");
        _server.Io.Of("/test").Except(id).Emit("a");
        _server.Io.Of("/test").Emit("fence");
        await _outsider.ExpectAsync("""42/test,["a"]""", """42/test,["fence"]""");
        await second.ExpectAsync("""42/test,["fence"]""");
        await ExpectAsync([]);
    }

    [Fact]
    [Mirrors("socket.io/messaging-many.ts", "should return an immutable broadcast operator")]
    [Mirrors("socket.io/namespaces.ts", "should return an immutable broadcast operator")]
    public async Task AnOperatorStaysAsItWas()
    {
        await JoinAsync(0, "a");
        await JoinAsync(1, "b");
        var toA = _server.Io.To("a");
        var toBoth = toA.To("b");
        var toNobody = toA.Except("a");
        var rest = Socket(2).To("a");
        rest.To("b");
        toA.Emit("a");
        await ExpectAsync([0], """42["a"]""");
        toBoth.Emit("both");
        await ExpectAsync([0, 1], """42["both"]""");
        toNobody.Emit("nobody");
        rest.Emit("rest");
        await ExpectAsync([0], """42["rest"]""");
        Assert.Equal(new[] { 1, 2, 0, 1 }, await Task.WhenAll(toA.CountAsync(), toBoth.CountAsync(), toNobody.CountAsync(), rest.CountAsync()));
        Assert.Equal(new[] { 3, 2 }, await Task.WhenAll(_server.Io.CountAsync(), Socket(0).Broadcast.CountAsync()));
    }

    [Fact]
    public async Task ASocketsIdIsARoomUntilItLeavesIt()
    {
        _server.Io.To(_ids[1]).Emit("a");
        await ExpectAsync([1], """42["a"]""");
        await Socket(1).Leave(_ids[1]);
        _server.Io.To(_ids[1]).Emit("b");
        await ExpectAsync([]);
    }

    [Fact]
    public async Task TheCountOfARoomFollowsItsMembers()
    {
        await JoinAsync(0, "x");
        await JoinAsync(1, "x");
        Assert.Equal(2, await _server.Io.In("x").CountAsync());
        await _clients[0].SendAsync("41");
        await _clients[0].JoinAsync();
        Assert.Equal(1, await _server.Io.In("x").CountAsync());
        Assert.Equal(0, await _server.Io.In("nobody").CountAsync());
    }

    private ISocket Socket(int index) => _server.Io.Sockets.Single(s => s.Id == _ids[index]);

    private async Task JoinAsync(int index, params string[] rooms)
    {
        await _clients[index].SendAsync($"420[\"join\",{System.Text.Json.JsonSerializer.Serialize(rooms)}]");
        await _clients[index].ExpectAsync("430[\"ok\"]");
    }

    /// <summary>These clients get these packets, and nobody gets anything else.</summary>
    private async Task ExpectAsync(int[] receivers, params string[] packets)
    {
        _server.Io.Emit("fence");
        _server.Io.Of("/test").Emit("fence");
        for (var i = 0; i < _clients.Count; i++)
        {
            await _clients[i].ExpectAsync([.. receivers.Contains(i) ? packets : [], """42["fence"]"""]);
        }

        await _outsider.ExpectAsync("""42/test,["fence"]""");
    }
}

public sealed class MessagingManyByPolling() : MessagingManySpec(Mode.Polling);

public sealed class MessagingManyByWebSocket() : MessagingManySpec(Mode.WebSocket);

public sealed class MessagingManyAfterUpgrade() : MessagingManySpec(Mode.Upgraded);
