using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo.Broadcasting;

/// <summary>Events that may be lost: they are, while the connection is busy.</summary>
public abstract class VolatileSpec(Mode mode) : IAsyncLifetime
{
    // More than all buffers between two processes hold: as long as the client does not read, it waits.
    private static readonly byte[] s_large = new byte[14_000_000];

    private IoServer _server = null!;
    private WireClient _client = null!;
    private ISocket _socket = null!;
    private Task<string?> _next = null!;

    private protected ISocket Socket => _socket;

    public async Task InitializeAsync()
    {
        _server = await IoServer.StartAsync(o =>
        {
            o.PingInterval = Clock.NoPing;
            o.MaxBufferedBytes = 100_000_000;
        });
        _client = await _server.ConnectAsync(mode);
        _socket = Assert.Single(_server.Io.Sockets);

        // Idle is who has a poll here; a WebSocket is read only when a test says so.
        _next = mode == Mode.Polling ? _client.ReceiveAsync() : Task.FromResult<string?>(null);
        await _socket.IdleAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    [Mirrors("socket.io/socket.ts", "should emit volatile event (polling)")]
    [Mirrors("socket.io/socket.ts", "should emit volatile event (ws)")]
    public async Task OnAnIdleConnectionItArrives()
    {
        using var dropped = _server.Collect("volatile.dropped");
        _socket.Volatile.Emit("a", 1);
        Assert.Equal("42[\"a\",1]", await NextAsync());
        await FenceAsync();
        Assert.Empty(dropped.GetMeasurementSnapshot());
    }

    [Fact]
    [Mirrors("socket.io/socket.ts", "should not emit volatile event after regular event (polling)")]
    [Mirrors("socket.io/socket.ts", "should not emit volatile event after regular event (ws)")]
    public async Task AfterAnotherEventItIsDropped()
    {
        using var dropped = _server.Collect("volatile.dropped");
        _socket.Emit("regular", s_large);
        _socket.Volatile.Emit("volatile");
        await ExpectLargeAsync("regular");
        await FenceAsync();
        var drop = Assert.Single(dropped.GetMeasurementSnapshot());
        Assert.Equal((1L, "/"), (drop.Value, drop.Tags["socketio.namespace"]));
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should emit volatile event")]
    [Mirrors("socket.io/namespaces.ts", "should not emit volatile event after regular event")]
    public async Task ABroadcastIsDroppedForWhoIsBusy()
    {
        await using var other = await _server.OpenAsync(Mode.WebSocket);
        var id = await _server.JoinAsync(other);
        await _server.Io.Sockets.Single(s => s.Id == id).IdleAsync();
        _server.Io.To(_socket.Id).Emit("regular", s_large);
        _server.Io.Volatile.Emit("volatile");
        await other.ExpectAsync("42[\"volatile\"]");
        await ExpectLargeAsync("regular");
        await FenceAsync();
        _server.Io.Volatile.Emit("volatile", 2);
        Assert.Equal("42[\"volatile\",2]", await NextAsync());
    }

    [Fact]
    [Mirrors("socket.io/socket.ts", "should emit only one consecutive volatile event (polling)")]
    [Mirrors("socket.io/socket.ts", "should emit only one consecutive volatile event (ws)")]
    [Mirrors("socket.io/socket.ts", "should emit only one consecutive volatile event with binary (ws)")]
    public async Task OfTwoTheFirstArrivesWithItsAttachments()
    {
        _socket.Volatile.Emit("first", s_large);
        _socket.Volatile.Emit("second", s_large);
        await ExpectLargeAsync("first");
        await FenceAsync();
    }

    [Fact]
    [Mirrors("socket.io/socket.ts", "should broadcast only one consecutive volatile event with binary (ws)")]
    public async Task OfTwoBroadcastsTheFirstArrivesWithItsAttachments()
    {
        _server.Io.Volatile.Emit("first", s_large);
        await _server.Io.Volatile.EmitAsync("second", s_large);
        await ExpectLargeAsync("first");
        await FenceAsync();
    }

    [Fact]
    [Mirrors("socket.io/socket.ts", "should emit regular events after trying a failed volatile event (polling)")]
    [Mirrors("socket.io/socket.ts", "should emit regular events after trying a failed volatile event (ws)")]
    public async Task OthersAroundADroppedOneArrive()
    {
        _socket.Emit("one", s_large);
        _socket.Volatile.Emit("two");
        _socket.Emit("three");
        await ExpectLargeAsync("one");
        Assert.Equal("42[\"three\"]", await NextAsync());
        await FenceAsync();
    }

    [Fact]
    public async Task AnAckOfADroppedOneNeverComes()
    {
        _socket.Emit("one", s_large);
        var dropped = _socket.Volatile.Timeout(TimeSpan.Zero).EmitWithAckAsync("two");
        var all = _server.Io.Volatile.Timeout(TimeSpan.Zero).EmitWithAckAsync("two");
        await ExpectLargeAsync("one");
        await Assert.ThrowsAsync<AckTimeoutException>(() => dropped);
        Assert.Equal([_socket.Id], (await Assert.ThrowsAsync<AckTimeoutException>(() => all)).Missing);
        await FenceAsync();
    }

    private async Task ExpectLargeAsync(string name)
    {
        Assert.Equal($"451-[\"{name}\",{{\"_placeholder\":true,\"num\":0}}]", await NextAsync());
        Assert.StartsWith("bAAAA", await NextAsync(), StringComparison.Ordinal);
    }

    /// <summary>Nothing else comes before this.</summary>
    private protected async Task FenceAsync()
    {
        _socket.Emit("fence");
        Assert.Equal("42[\"fence\"]", await NextAsync());
        if (mode == Mode.Polling)
        {
            _next = _client.ReceiveAsync();
        }

        await _socket.IdleAsync();
    }

    private protected async Task<string?> NextAsync()
    {
        var next = await _next;
        _next = Task.FromResult<string?>(null);
        return next ?? await _client.ReceiveAsync();
    }
}

public sealed class VolatileByPolling() : VolatileSpec(Mode.Polling)
{
    [Fact]
    public async Task WithoutAPollItIsDropped()
    {
        Socket.Emit("answer to the poll");
        Assert.Equal("42[\"answer to the poll\"]", await NextAsync());
        await Socket.WrittenAsync();
        Socket.Volatile.Emit("volatile");
        await FenceAsync();
    }
}

public sealed class VolatileByWebSocket() : VolatileSpec(Mode.WebSocket);
