using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>Who may connect: the middlewares of a namespace.</summary>
public class MiddlewareTests
{
    [Fact]
    [Mirrors("socket.io/middleware.ts", "should call functions")]
    [Mirrors("socket.io/middleware.ts", "should call functions in expected order")]
    [Mirrors("socket.io/middleware.ts", "should only call connection after fns")]
    [Mirrors("socket.io/middleware.ts", "should disable the merge of handshake packets")]
    public async Task TheyRunInTheirOrderBeforeTheConnectionAndForTheirNamespaceOnly()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        server.Io.Use((_, next) =>
        {
            steps.Add("main");
            return next();
        });
        server.Io.Of("/chat")
            .Use(async (s, next) =>
            {
                steps.Add("first");
                s.Items["name"] = "guillermo";
                s.Data.Set("n", 1);
                await Task.Yield();
                await next();
                steps.Add("first again");
            })
            .Use((_, next) =>
            {
                steps.Add("second");
                return next();
            })
            .OnConnection(s => steps.Add($"connection {s.Items["name"]} {s.Data.Get<int>("n")}"));
        await using var client = await server.ConnectAsync(nsp: "/chat");
        Assert.Equal(["first", "second", "first again", "connection guillermo 1"], await steps.NextAsync(4));
        await client.JoinAsync();
        Assert.Equal("main", await steps.NextAsync());
    }

    [Fact]
    [Mirrors("socket.io/middleware.ts", "should only call connection after (lengthy) fns")]
    [Mirrors("socket.io/middleware.ts", "should only set `connected` to true after the middleware execution")]
    public async Task ASocketIsThereOnlyAfterThem()
    {
        await using var server = await IoServer.StartAsync();
        var seen = new Probe<(bool Connected, int Sockets, int Count)>();
        var held = new TaskCompletionSource();
        server.Io.Of("/other");
        server.Io.Use(async (s, next) =>
        {
            seen.Add((s.Connected, server.Io.Sockets.Count, await server.Io.CountAsync()));
            await held.Task;
            await next();
        });
        server.Io.OnConnection(async s => seen.Add((s.Connected, server.Io.Sockets.Count, await server.Io.To(s.Id).CountAsync())));
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.SendAsync("40");
        Assert.Equal((false, 0, 0), await seen.NextAsync());
        server.Io.Emit("not for it");

        // The next that the client hears of is another namespace.
        await client.JoinAsync("/other");
        Assert.True(seen.IsEmpty);
        held.SetResult();
        WireClient.SocketId(await client.ReceiveAsync());
        Assert.Equal((true, 1, 1), await seen.NextAsync());
    }

    [Fact]
    [Mirrors("socket.io/middleware.ts", "should be ignored if socket gets closed")]
    public async Task WhoLeavesMeanwhileNeverConnects()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        server.Io.Use(async (s, next) =>
        {
            steps.Add("asked");
            var gone = new TaskCompletionSource();
            await using var registration = s.Aborted.Register(gone.SetResult);
            await gone.Task;
            await next();
            steps.Add("let in");
        });
        server.Io.OnConnection(_ => steps.Add("connected"));
        server.Io.OnDisconnect((_, _) => steps.Add("disconnected"));
        server.Io.Of("/other").OnDisconnect((_, _) => steps.Add("other disconnected"));
        await using var client = await server.ConnectAsync(nsp: "/other");
        await client.SendAsync("40");
        Assert.Equal("asked", await steps.NextAsync());
        await client.CloseAsync();
        Assert.Equal(["let in", "other disconnected"], (await steps.NextAsync(2)).Order());
        await server.Io.CloseAsync();
        Assert.True(steps.IsEmpty);
    }

    [Fact]
    [Mirrors("socket.io/socket.ts", "should leave all rooms joined after a middleware failure")]
    public async Task RoomsJoinedBeforeARefusalAreLeft()
    {
        await using var server = await IoServer.StartAsync();
        var sockets = new Probe<ISocket>();
        server.Io.Use(async (s, _) =>
        {
            await s.Join("room1", "room2");
            sockets.Add(s);
            throw new SocketIoException("nope");
        });
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.SendAsync("40");
        await client.ExpectAsync("""44{"message":"nope"}""");
        var socket = await sockets.NextAsync();
        Assert.Equal(0, socket.RoomCount());
        Assert.Equal(0, await server.Io.To("room1").CountAsync());
        await socket.Join("late");
        Assert.DoesNotContain("late", socket.Rooms);
        Assert.True(socket.Aborted.IsCancellationRequested);
    }

    [Fact]
    public async Task RoomsJoinedByAMiddlewareAreInForceWithTheConnection()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Use(async (s, next) =>
        {
            await s.Join("room1", "room2", "room3");
            Assert.Equal(0, await server.Io.To("room1").CountAsync());
            await s.Leave("room3");
            await next();
        });
        await using var client = await server.ConnectAsync();
        server.Io.To("room1", "room2").Emit("a");
        server.Io.To("room3").Emit("b");
        server.Io.Emit("c");
        await client.ExpectAsync("42[\"a\"]", "42[\"c\"]");
    }

    [Fact]
    public async Task TogetherTheyHaveTheConnectTimeout()
    {
        var time = new FakeTimeProvider();
        await using var server = await IoServer.StartAsync(o =>
        {
            o.TimeProvider = time;
            o.PingInterval = Clock.NoPing;
            o.ConnectTimeout = TimeSpan.FromSeconds(5);
        });
        var asked = new Probe<ISocket>();
        server.Io.Of("/slow").Use((s, _) =>
        {
            asked.Add(s);
            return new TaskCompletionSource().Task;
        });
        await using var client = await server.ConnectAsync(nsp: "/");
        await client.SendAsync("40/slow,");
        await asked.NextAsync();
        var answer = client.ReceiveAsync();
        await time.AdvanceUntilAsync(() => answer.IsCompleted);
        Assert.Equal("""44/slow,{"message":"internal error"}""", await answer);
        Assert.Contains(server.Logs.GetSnapshot(), l => l.Exception is TimeoutException && l.Exception.Message.Contains("connect-timeout", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CallingNextAndThenThrowingRefuses()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Use(async (_, next) =>
        {
            await next();
            throw new SocketIoException("after all");
        });
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.SendAsync("40");
        await client.ExpectAsync("""44{"message":"after all"}""");
        Assert.Empty(server.Io.Sockets);
    }
}
