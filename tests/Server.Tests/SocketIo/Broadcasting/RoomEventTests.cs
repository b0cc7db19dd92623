using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Tests.SocketIo.Broadcasting;

/// <summary>What an application hears of rooms, and what it can ask.</summary>
public class RoomEventTests
{
    private readonly Probe<string> _heard = new();

    [Fact]
    public async Task EventsComeInTheirOrder()
    {
        await using var server = await IoServer.StartAsync();
        Listen(server.Io.Rooms);
        await using var one = await server.OpenAsync(Mode.WebSocket);
        var a = await server.JoinAsync(one);
        Assert.Equal(["create " + a, $"join {a} {a}"], await _heard.NextAsync(2));
        var socket = Assert.Single(server.Io.Sockets);
        await socket.Join("x", "y", "x");
        Assert.Equal(["create x", $"join x {a}", "create y", $"join y {a}"], await _heard.NextAsync(4));
        await using var two = await server.OpenAsync(Mode.WebSocket);
        var b = await server.JoinAsync(two);
        await server.Io.To(b).SocketsJoin("x");
        Assert.Equal(["create " + b, $"join {b} {b}", $"join x {b}"], await _heard.NextAsync(3));
        await socket.Leave("x");
        await socket.Leave("x");
        await socket.Leave("unknown");
        await socket.Leave("y");
        Assert.Equal([$"leave x {a}", $"leave y {a}", "delete y"], await _heard.NextAsync(3));
        await two.SendAsync("41");
        Assert.Equal([$"leave {b} {b}", "delete " + b, $"leave x {b}", "delete x"], await _heard.NextAsync(4));
        await socket.Leave(a);
        await socket.Leave(a);
        await socket.Join(a, a);
        Assert.Equal([$"leave {a} {a}", "delete " + a, "create " + a, $"join {a} {a}"], await _heard.NextAsync(4));
        Assert.True(_heard.IsEmpty);
    }

    [Fact]
    public async Task RoomsThatWereJoinedInAMiddlewareAreToldWhenTheSocketIsConnected()
    {
        await using var server = await IoServer.StartAsync();
        Listen(server.Io.Rooms);
        server.Io.Use(async (s, next) =>
        {
            await s.Join("early");
            if (s.Handshake.Auth.TryGetProperty("no", out _))
            {
                throw new SocketIoException("no");
            }

            await next();
        });
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.SendAsync("40{\"no\":1}");
        Assert.StartsWith("44", await client.ReceiveAsync(), StringComparison.Ordinal);
        var id = await server.JoinAsync(client);
        Assert.Equal(["create " + id, $"join {id} {id}", "create early", $"join early {id}"], await _heard.NextAsync(4));
    }

    [Fact]
    public async Task AHandlerMayDoAnythingAndItsErrorIsLogged()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Rooms.Joined += (room, id) =>
        {
            if (room == id)
            {
                server.Io.To(id).SocketsJoin("from a handler").AsTask().Wait(IoServer.Patience);
            }

            throw new InvalidOperationException("failed");
        };
        Listen(server.Io.Rooms);
        await using var client = await server.OpenAsync(Mode.WebSocket);
        var id = await server.JoinAsync(client);
        Assert.Equal(["create " + id, $"join {id} {id}", "create from a handler", $"join from a handler {id}"], await _heard.NextAsync(4));
        Assert.Contains(server.Logs.GetSnapshot(), l => l.Level == LogLevel.Error && l.Id.Name == "RoomHandlerFailed");
    }

    [Fact]
    public async Task WhoNoLongerListensHearsNothing()
    {
        await using var server = await IoServer.StartAsync();
        var left = new Probe<string>();
        Action<string> created = left.Add;
        server.Io.Rooms.Created += created;
        server.Io.Rooms.Created -= created;
        Listen(server.Io.Rooms);
        await using var client = await server.ConnectAsync();
        await _heard.NextAsync(2);
        Assert.True(left.IsEmpty);
        Assert.Throws<ArgumentException>(() => server.Io.Rooms.Created += async _ => await Task.Yield());
    }

    [Fact]
    public async Task RoomsAreCountedAndNamed()
    {
        await using var server = await IoServer.StartAsync();
        var rooms = server.Io.Rooms;
        Assert.Equal(0, rooms.Count);
        await using var one = await server.ConnectAsync();
        await using var two = await server.ConnectAsync();
        await server.Io.SocketsJoin("x");
        await server.Io.Sockets.First().Join("y");
        Assert.Equal(2, rooms.Count);
        Assert.Equal(["x", "y"], rooms.Names.Order());
        Assert.Equal(["x", "y"], (await rooms.NamesAsync()).Order());
        Assert.Equal((2, 1, 0), (rooms.CountOf("x"), rooms.CountOf("y"), rooms.CountOf("z")));
        Assert.Empty(server.Io.Of("/other").Rooms.Names);
    }

    private void Listen(IRooms rooms)
    {
        rooms.Created += room => _heard.Add("create " + room);
        rooms.Joined += (room, id) => _heard.Add($"join {room} {id}");
        rooms.Left += (room, id) => _heard.Add($"leave {room} {id}");
        rooms.Deleted += room => _heard.Add("delete " + room);
    }
}
