using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>How sockets end by their clients and with their connections, and what the application is told, on each transport.</summary>
public abstract class LeaveSpec(Mode mode)
{
    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should fire a `disconnecting` event just before leaving all rooms")]
    public async Task RoomsAreSeenInDisconnectingAndGoneInDisconnect()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        server.Io.OnDisconnect((s, reason) => steps.Add($"namespace {reason.Name} {s.Rooms.Count} {s.Connected}"));
        server.Io.OnConnection(async s =>
        {
            await s.Join("a", "b");
            s.OnDisconnect(reason => steps.Add($"disconnect {reason.Name} {s.Rooms.Count} {s.Connected}"));
            s.OnDisconnecting(reason => steps.Add($"disconnecting {reason.Name} {string.Join(",", s.Rooms.Where(r => r != s.Id).Order())} {s.Rooms.Count} {s.Connected}"));
            s.OnDisconnecting(async _ =>
            {
                await Task.Yield();
                await s.Join("late");
                steps.Add("disconnecting again");
            });
            s.Emit("ready");
        });
        await using var client = await server.ConnectAsync(mode);
        await client.ExpectAsync("42[\"ready\"]");
        await client.SendAsync("41");
        Assert.Equal(
            [
                "disconnecting client namespace disconnect a,b 3 False",
                "disconnecting again",
                "namespace client namespace disconnect 0 False",
                "disconnect client namespace disconnect 0 False",
            ],
            await steps.NextAsync(4));
    }

    [Fact]
    public async Task WhatCameBeforeTheEndIsHandledBeforeTheEnd()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        server.Io.On("test", async (byte[] data) =>
        {
            await Task.Yield();
            steps.Add($"test {data.Length}");
        });
        server.Io.OnDisconnect((_, reason) => steps.Add(reason.Name));
        await using var client = await server.ConnectAsync(mode);
        await client.SendAsync("""451-["test",{"_placeholder":true,"num":0}]""", "bAQID", "41");
        Assert.Equal(["test 3", "client namespace disconnect"], await steps.NextAsync(2));
    }

    [Fact]
    public async Task AClosedConnectionEndsTheSocketsOfAllNamespaces()
    {
        await using var server = await IoServer.StartAsync();
        var reasons = new Probe<(string, DisconnectReason)>();
        server.Io.OnDisconnect((s, reason) => reasons.Add((s.Namespace.Name, reason)));
        server.Io.Of("/a").OnDisconnect((s, reason) => reasons.Add((s.Namespace.Name, reason)));
        await using var client = await server.ConnectAsync(mode);
        await client.JoinAsync("/a");
        await client.CloseAsync();
        var expected = new DisconnectReason("transport close", null, true);
        Assert.Equal([("/", expected), ("/a", expected)], (await reasons.NextAsync(2)).Select(r => (r.Item1, r.Item2 with { Description = null })).OrderBy(r => r.Item1));
        Assert.Empty(server.Io.Sockets);
    }

    [Fact]
    public async Task AParseErrorIsNotRecoverable()
    {
        await using var server = await IoServer.StartAsync();
        var reasons = new Probe<DisconnectReason>();
        server.Io.OnDisconnect((_, reason) => reasons.Add(reason));
        using var errors = server.Collect("protocol_errors");
        await using var client = await server.ConnectAsync(mode);
        await client.SendAsync("abc");
        var reason = await reasons.NextAsync();
        Assert.Equal(("parse error", false), (reason.Name, reason.Recoverable));
        Assert.Equal("ParseError", await errors.TheErrorAsync());
    }

    [Fact]
    [Mirrors("socket.io/close.ts", "should be able to close sio sending a srv (attached)")]
    public async Task AServerThatClosesTellsNobodyToDisconnect()
    {
        await using var server = await IoServer.StartAsync();
        var reasons = new Probe<DisconnectReason>();
        server.Io.OnDisconnect(async (_, reason) =>
        {
            await Task.Yield();
            reasons.Add(reason);
        });
        await using var client = await server.ConnectAsync(mode);
        var next = client.ReceiveAsync();
        await server.Io.CloseAsync();
        Assert.False(reasons.IsEmpty);
        Assert.Equal(new DisconnectReason("server shutting down", null, true), await reasons.NextAsync());
        Assert.Null(await next);
        Assert.Equal(mode == Mode.Polling ? null : 1001, client.CloseCode);
        Assert.Empty(server.Io.Sockets);
        using var late = await server.Http.GetAsync(IoServer.Url("polling"));
        Assert.Equal(503, (int)late.StatusCode);
    }
}

public sealed class LeaveByPolling() : LeaveSpec(Mode.Polling);

public sealed class LeaveByWebSocket() : LeaveSpec(Mode.WebSocket);

public sealed class LeaveAfterUpgrade() : LeaveSpec(Mode.Upgraded);
