using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>Rooms as the application sees them.</summary>
public class RoomTests
{
    [Fact]
    [Mirrors("socket.io/messaging-many.ts", "keeps track of rooms")]
    [Mirrors("socket.io/messaging-many.ts", "deletes empty rooms")]
    [Mirrors("socket.io/messaging-many.ts", "should properly cleanup left rooms")]
    [Mirrors("socket.io/messaging-many.ts", "allows to join several rooms at once")]
    public async Task ASocketKnowsItsRoomsAndEmptyOnesAreForgotten()
    {
        await using var server = await IoServer.StartAsync();
        await using var client = await server.ConnectAsync();
        var socket = Assert.Single(server.Io.Sockets);
        Assert.Equal([socket.Id], socket.Rooms);
        await socket.Join("a");
        var snapshot = socket.Rooms;
        await socket.Join("b", "c", "a");
        Assert.Equal(["a", "b", "c"], socket.Rooms.Where(r => r != socket.Id).Order());
        Assert.Equal(2, snapshot.Count);
        Assert.Equal(3, socket.RoomCount());
        await socket.Leave("b");
        await socket.Leave("b");
        await socket.Leave("unknown", "b");
        await socket.Leave();
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await socket.Leave("a", null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await socket.Join("d", null!));
        Assert.Equal(["a", "c"], socket.Rooms.Where(r => r != socket.Id).Order());
        Assert.Equal(2, socket.RoomCount());
        await socket.Leave([.. socket.Rooms]);
        Assert.Empty(socket.Rooms);
        Assert.Equal(0, socket.RoomCount());
    }

    [Fact]
    [Mirrors("socket.io/socket.ts", "should not join rooms after disconnection")]
    public async Task NobodyJoinsAfterItsEnd()
    {
        await using var server = await IoServer.StartAsync();
        var ended = new Probe<ISocket>();
        server.Io.OnDisconnect(async (s, _) =>
        {
            await s.Join("late");
            ended.Add(s);
        });
        await using var client = await server.ConnectAsync();
        await client.SendAsync("41");
        var socket = await ended.NextAsync();
        Assert.Empty(socket.Rooms);
        Assert.Equal(0, socket.RoomCount());
    }

    [Fact]
    public async Task ARoomWithTheNameOfAnotherSocketIsBothOfThem()
    {
        await using var server = await IoServer.StartAsync();
        await using var one = await server.OpenAsync(Mode.WebSocket);
        var id = await server.JoinAsync(one);
        await using var two = await server.ConnectAsync();
        await server.Io.Sockets.Single(s => s.Id != id).Join(id);
        server.Io.To(id).Emit("a");
        await one.ExpectAsync("42[\"a\"]");
        await two.ExpectAsync("42[\"a\"]");
        Assert.Equal(2, await server.Io.In(id).CountAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("__proto__")]
    [InlineData("constructor")]
    [InlineData("é 😀 \u0000")]
    public async Task ARoomMayHaveAnyName(string room)
    {
        await using var server = await IoServer.StartAsync();
        await using var client = await server.ConnectAsync();
        await Assert.Single(server.Io.Sockets).Join(room);
        server.Io.To(room).Emit("a");
        await client.ExpectAsync("42[\"a\"]");
    }
}
