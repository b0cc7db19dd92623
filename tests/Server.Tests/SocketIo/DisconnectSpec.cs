using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>How the application ends sockets, and what the client is told, on each transport.</summary>
public abstract class DisconnectSpec(Mode mode)
{
    [Theory]
    [InlineData("/", "")]
    [InlineData("/custom", "/custom,")]
    public async Task TheServerEndsOneSocketAndTheConnectionStays(string nsp, string head)
    {
        await using var server = await IoServer.StartAsync();
        var reasons = new Probe<DisconnectReason>();
        server.Io.Of("/other").On("echo", (string text) => text);
        server.Io.Of(nsp).On("kick", (ISocket s) =>
        {
            s.Emit("last");
            s.Disconnect();
            s.Emit("too late");
            s.Disconnect();
        });
        server.Io.Of(nsp).OnDisconnect((_, reason) => reasons.Add(reason));
        await using var client = await server.ConnectAsync(mode, nsp);
        await client.JoinAsync("/other");
        await client.SendAsync($"42{head}[\"kick\"]");
        await client.ExpectAsync($"42{head}[\"last\"]", $"41{head}");
        Assert.Equal(new DisconnectReason("server namespace disconnect", null, false), await reasons.NextAsync());
        await client.SendAsync("""42/other,1["echo","x"]""");
        await client.ExpectAsync("""43/other,1["x"]""");
        await client.JoinAsync(nsp);
        await client.SendAsync($"41{head}", $"42{head}[\"late\"]");
        await client.ExpectCloseAsync();
    }

    [Fact]
    public async Task AnEventBehindTheServersDisconnectClosesTheConnection()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.On("kick", (ISocket s) => s.Disconnect());
        server.Io.On("late", void () => Assert.Fail("nobody is there"));
        await using var client = await server.ConnectAsync(mode);
        using var errors = server.Collect("protocol_errors");
        await client.SendAsync("""42["kick"]""");
        await client.ExpectAsync("41");
        await client.SendAsync("""42["late"]""");
        await client.ExpectCloseAsync();
        Assert.Equal("UnexpectedPacket", await errors.TheErrorAsync());
    }

    [Fact]
    public async Task EventsThatCrossTheServersDisconnectNeverHideIt()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.On("kick", (ISocket s) =>
        {
            s.Emit("last");
            s.Disconnect();
        });
        string[] packets = ["""42["kick"]""", .. Enumerable.Repeat("""42["crossing"]""", 20), "430[]"];
        for (var i = 0; i < 20; i++)
        {
            await using var client = await server.ConnectAsync(mode);
            var sent = client.SendAsync(packets);
            await client.ExpectAsync("""42["last"]""", "41");

            // A connection that is closed meanwhile may not take all of them.
            await sent.ContinueWith(t => t.Exception, TaskScheduler.Default);
        }
    }

    [Fact]
    [Mirrors("socket.io/socket.ts", "should disconnect all namespaces when calling disconnect(true)")]
    [Mirrors("socket.io/namespaces.ts", "should disconnect upon transport disconnection")]
    public async Task DisconnectTrueEndsTheSocketsOfAllNamespacesAndTheConnection()
    {
        await using var server = await IoServer.StartAsync();
        var reasons = new Probe<string>();
        foreach (var nsp in new[] { server.Io, server.Io.Of("/a"), server.Io.Of("/b") })
        {
            nsp.OnDisconnect((s, reason) => reasons.Add($"{s.Namespace.Name} {reason.Name}"));
        }

        server.Io.Of("/a").On("out", (ISocket s) => s.Disconnect(close: true));
        await using var client = await server.ConnectAsync(mode);
        await client.JoinAsync("/a");
        await client.JoinAsync("/b");
        await client.SendAsync("""42/a,["out"]""");
        await client.ExpectAsync("41", "41/a,", "41/b,");
        await client.ExpectCloseAsync();
        Assert.Equal(mode == Mode.Polling ? null : 1000, client.CloseCode);
        Assert.Equal(
            ["/ server namespace disconnect", "/a server namespace disconnect", "/b server namespace disconnect"],
            (await reasons.NextAsync(3)).Order());
    }

    [Fact]
    public async Task WhoIsOnlyConnectingIsNotToldToDisconnect()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        server.Io.Of("/held").Use(async (s, _) =>
        {
            steps.Add("asked");
            var gone = new TaskCompletionSource();
            await using var registration = s.Aborted.Register(gone.SetResult);
            await gone.Task;
            steps.Add("gone");
        });
        server.Io.On("out", (ISocket s) => s.Disconnect(close: true));
        await using var client = await server.ConnectAsync(mode);
        await client.SendAsync("40/held,");
        Assert.Equal("asked", await steps.NextAsync());
        await client.SendAsync("42[\"out\"]");
        await client.ExpectAsync("41");
        await client.ExpectCloseAsync();
        Assert.Equal("gone", await steps.NextAsync());
    }

    [Fact]
    public async Task TheApplicationClosesTheConnectionItself()
    {
        await using var server = await IoServer.StartAsync();
        var reasons = new Probe<DisconnectReason>();
        server.Io.OnDisconnect((_, reason) => reasons.Add(reason));
        server.Io.On("drop", (ISocket s) =>
        {
            s.Emit("bye");
            s.Connection.Close();
        });
        await using var client = await server.ConnectAsync(mode);
        await client.SendAsync("""42["drop"]""");
        await client.ExpectAsync("""42["bye"]""");
        await client.ExpectCloseAsync();
        Assert.Equal(new DisconnectReason("forced close", null, true), await reasons.NextAsync());
    }
}

public sealed class DisconnectByPolling() : DisconnectSpec(Mode.Polling);

public sealed class DisconnectByWebSocket() : DisconnectSpec(Mode.WebSocket);

public sealed class DisconnectAfterUpgrade() : DisconnectSpec(Mode.Upgraded);
