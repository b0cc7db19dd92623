using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>Acknowledgements that the server waits for, and what can come instead.</summary>
public class AckTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    [Mirrors("socket.io/socket-timeout.ts", "should timeout if the client does not acknowledge the event")]
    [Mirrors("socket.io/socket-timeout.ts", "should timeout if the client does not acknowledge the event (promise)")]
    public async Task SilenceIsATimeoutAfterTheGivenTime()
    {
        await using var server = await StartAsync();
        await using var client = await server.ConnectAsync();
        var socket = Assert.Single(server.Io.Sockets);
        using var timedOut = server.Collect("acks.timed_out");
        var byDefault = socket.EmitWithAckAsync("unknown");
        var given = socket.Timeout(TimeSpan.FromMilliseconds(50)).EmitWithAckAsync<int>("unknown");
        var never = socket.Timeout(Timeout.InfiniteTimeSpan).EmitWithAckAsync("unknown");
        _time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(given.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("operation has timed out", (await Assert.ThrowsAsync<AckTimeoutException>(() => given)).Message);
        Assert.False(byDefault.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<AckTimeoutException>(() => byDefault);
        Assert.Equal(2, timedOut.GetMeasurementSnapshot().Sum(m => m.Value));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(never.IsCompleted);
        await client.ExpectAsync("420[\"unknown\"]", "421[\"unknown\"]", "422[\"unknown\"]");
        await client.SendAsync("430[]", "431[5]", "432[6]");
        Assert.Equal(6, (await never).Get<int>(0));
    }

    [Fact]
    [Mirrors("socket.io/socket-timeout.ts", "should timeout if the client does not acknowledge the event in time")]
    public async Task ALateAnswerIsIgnored()
    {
        await using var server = await StartAsync();
        server.Io.On("echo", (int n) => n);
        await using var client = await server.ConnectAsync();
        var asked = Assert.Single(server.Io.Sockets).Timeout(TimeSpan.Zero).EmitWithAckAsync<int>("echo", 42);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAsync<AckTimeoutException>(() => asked);
        await client.ExpectAsync("420[\"echo\",42]");
        await client.SendAsync("430[42]", "430[43]", "421[\"echo\",7]");
        await client.ExpectAsync("431[7]");
    }

    [Fact]
    public async Task AClientThatLeavesFailsWhatItOwes()
    {
        await using var server = await StartAsync();
        var gone = new Probe<ISocket>();
        server.Io.OnDisconnect((s, _) => gone.Add(s));
        await using var client = await server.ConnectAsync();
        var socket = Assert.Single(server.Io.Sockets);
        var owed = socket.Timeout(Timeout.InfiniteTimeSpan).EmitWithAckAsync("question");
        await client.SendAsync("41");
        Assert.Equal("client namespace disconnect", (await Assert.ThrowsAsync<SocketDisconnectedException>(() => owed)).Reason.Name);
        await gone.NextAsync();
        Assert.Equal("client namespace disconnect", (await Assert.ThrowsAsync<SocketDisconnectedException>(() => socket.EmitWithAckAsync("again"))).Reason.Name);
    }

    [Fact]
    public async Task TheCallersTokenEndsTheWait()
    {
        await using var server = await StartAsync();
        await using var client = await server.ConnectAsync();
        var socket = Assert.Single(server.Io.Sockets);
        using var cancel = new CancellationTokenSource();
        var owed = socket.EmitWithAckAsync<string>("question", [1, "x"], cancel.Token);
        await client.ExpectAsync("420[\"question\",1,\"x\"]");
        await cancel.CancelAsync();
        Assert.Equal(cancel.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => owed)).CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => socket.EmitWithAckAsync<string>("question", [], cancel.Token));
        socket.Emit("fence");
        await client.ExpectAsync("42[\"fence\"]");
    }

    [Fact]
    public async Task AnAnswerThatIsNoSuchValueFails()
    {
        await using var server = await StartAsync();
        await using var client = await server.ConnectAsync();
        var socket = Assert.Single(server.Io.Sockets);
        var number = socket.EmitWithAckAsync<int>("question");
        var nothing = socket.EmitWithAckAsync<int>("question");
        await client.ExpectAsync("420[\"question\"]", "421[\"question\"]");
        await client.SendAsync("430[\"x\"]", "431[]");
        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => number);
        Assert.Equal(0, await nothing);
    }

    [Fact]
    public async Task TooManyAreRefusedUntilOneIsAnswered()
    {
        await using var server = await StartAsync(o => o.MaxPendingAcks = 2);
        await using var client = await server.ConnectAsync();
        var socket = Assert.Single(server.Io.Sockets);
        var first = socket.EmitWithAckAsync<int>("q");
        _ = socket.EmitWithAckAsync<int>("q");
        Assert.Contains("max-pending-acks", (await Assert.ThrowsAsync<InvalidOperationException>(() => socket.EmitWithAckAsync<int>("q"))).Message, StringComparison.Ordinal);
        await client.ExpectAsync("420[\"q\"]", "421[\"q\"]");
        await client.SendAsync("430[7]");
        Assert.Equal(7, await first);
        var third = socket.EmitWithAckAsync<int>("q");
        var packet = (await client.ReceiveAsync())!;
        await client.SendAsync("43" + packet[2..packet.IndexOf('[', StringComparison.Ordinal)] + "[8]");
        Assert.Equal(8, await third);
    }

    [Fact]
    public async Task AHandlerThatAsksLetsTheNextEventStart()
    {
        await using var server = await StartAsync();
        server.Io.On("ask", async (ISocket s) => await s.EmitWithAckAsync<string>("question"));
        server.Io.On("next", () => "next");
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"ask\"]", "422[\"next\"]");
        await client.ExpectAsync("420[\"question\"]", "432[\"next\"]");
        await client.SendAsync("430[\"answer\"]");
        await client.ExpectAsync("431[\"answer\"]");
    }

    [Fact]
    public async Task AClientCannotAnswerForAnother()
    {
        await using var server = await StartAsync();
        server.Io.On("echo", (int n) => n);
        await using var one = await server.OpenAsync(Mode.WebSocket);
        var id = await server.JoinAsync(one);
        await using var two = await server.ConnectAsync();
        var asked = server.Io.Sockets.Single(s => s.Id == id).EmitWithAckAsync<string>("question");
        await one.ExpectAsync("420[\"question\"]");
        await two.SendAsync("430[\"forged\"]", "421[\"echo\",1]");
        await two.ExpectAsync("431[1]");
        await one.SendAsync("430[\"mine\"]");
        Assert.Equal("mine", await asked);
    }

    [Fact]
    public async Task TheSocketsOfANamespaceShareItsNumbers()
    {
        await using var server = await StartAsync();
        var other = server.Io.Of("/other");
        await using var one = await server.ConnectAsync();
        await using var two = await server.ConnectAsync();
        await server.JoinAsync(one, "/other");
        foreach (var socket in server.Io.Sockets)
        {
            _ = socket.EmitWithAckAsync("question");
        }

        _ = Assert.Single(other.Sockets).EmitWithAckAsync("question");
        var asked = new[] { await one.ReceiveAsync(), await two.ReceiveAsync() };
        Assert.Equal(["420[\"question\"]", "421[\"question\"]"], asked.Order());
        await one.ExpectAsync("42/other,0[\"question\"]");
    }

    private Task<IoServer> StartAsync(Action<SocketIoOptions>? configure = null) => IoServer.StartAsync(o =>
    {
        o.TimeProvider = _time;
        o.PingInterval = Clock.NoPing;
        configure?.Invoke(o);
    });
}
