using System.Text.RegularExpressions;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>Namespaces that clients bring into being, by a regular expression.</summary>
public class DynamicNamespaceTests
{
    private static readonly Regex s_pattern = new("^/dynamic-\\d+$", RegexOptions.NonBacktracking);

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should allow connections to dynamic namespaces with a regex")]
    public async Task AMatchingNameIsLetInWithTheHandlersOfThePattern()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        var parent = server.Io.Of(s_pattern)
            .Use((s, next) =>
            {
                steps.Add("asked " + s.Namespace.Name);
                return next();
            })
            .OnConnection(s => steps.Add("connected " + s.Namespace.Name))
            .On("where", (INamespace nsp) => nsp.Name)
            .OnDisconnect((_, reason) => steps.Add(reason.Name))
            .OnError(e => steps.Add(e.Exception.Message));
        parent.On("fail", void () => throw new InvalidOperationException("failed"));
        await using var client = await server.ConnectAsync(nsp: "/dynamic-101");
        await client.JoinAsync("/dynamic-102");
        Assert.Equal(["asked /dynamic-101", "connected /dynamic-101", "asked /dynamic-102", "connected /dynamic-102"], await steps.NextAsync(4));
        await client.SendAsync("42/dynamic-102,1[\"where\"]");
        await client.ExpectAsync("43/dynamic-102,1[\"/dynamic-102\"]");
        parent.Emit("hello", 1, "2", new[] { 3 });
        var hello = new[] { await client.ReceiveAsync(), await client.ReceiveAsync() };
        Assert.Equal(["42/dynamic-101,[\"hello\",1,\"2\",[3]]", "42/dynamic-102,[\"hello\",1,\"2\",[3]]"], hello.Order());
        await client.SendAsync("42/dynamic-101,[\"fail\"]", "41/dynamic-101,");
        Assert.Equal(["failed", "client namespace disconnect"], await steps.NextAsync(2));
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should allow connections to dynamic namespaces with a regex and emit in a room")]
    public async Task ThePatternReachesARoomInEachOfItsNamespaces()
    {
        await using var server = await IoServer.StartAsync();
        var parent = server.Io.Of(s_pattern);
        parent.OnConnection(async s =>
        {
            await s.Join("some-room");
            s.Emit("joined");
        });
        await using var one = await server.ConnectAsync(nsp: "/dynamic-101");
        await using var two = await server.ConnectAsync(nsp: "/dynamic-102");
        await one.ExpectAsync("42/dynamic-101,[\"joined\"]");
        await two.ExpectAsync("42/dynamic-102,[\"joined\"]");
        parent.To("nobody").Emit("no");
        parent.Except("some-room").Emit("no");
        parent.In("some-room").Emit("hello", 4);
        await one.ExpectAsync("42/dynamic-101,[\"hello\",4]");
        await two.ExpectAsync("42/dynamic-102,[\"hello\",4]");
        Assert.Equal(2, await parent.To("some-room").CountAsync());
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should disallow connections when no dynamic namespace matches")]
    public async Task WhatMatchesNoPatternIsRefused()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of(s_pattern);
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.SendAsync("40/dynamic-abc,");
        await client.ExpectAsync("""44/dynamic-abc,{"message":"Invalid namespace"}""");
        await client.SendAsync("40/x/dynamic-1,");
        await client.ExpectAsync("""44/x/dynamic-1,{"message":"Invalid namespace"}""");
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should handle race conditions with dynamic namespaces (#4136)")]
    public async Task ClientsThatRaceForANameMeetInOneNamespace()
    {
        await using var server = await IoServer.StartAsync();
        var names = new Probe<INamespace>();
        server.Io.Of(s_pattern).OnConnection(s => names.Add(s.Namespace));
        var clients = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => server.OpenAsync(Mode.WebSocket)));
        await Task.WhenAll(clients.Select(c => c.JoinAsync("/dynamic-1")));
        Assert.Single((await names.NextAsync(10)).Distinct());
        server.Io.Of("/dynamic-1").Emit("message");
        foreach (var client in clients)
        {
            await client.ExpectAsync("42/dynamic-1,[\"message\"]");
            await client.DisposeAsync();
        }
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should attach a child namespace to its parent upon manual creation")]
    public async Task ANamespaceThatIsMadeByHandBelongsToItsPattern()
    {
        await using var server = await IoServer.StartAsync();
        var parent = server.Io.Of(s_pattern).On("from", () => "pattern");
        var child = server.Io.Of("/dynamic-101");
        child.On("own", () => "child");
        await using var client = await server.ConnectAsync(nsp: "/dynamic-101");
        await client.SendAsync("42/dynamic-101,1[\"from\"]", "42/dynamic-101,2[\"own\"]");
        await client.ExpectAsync("43/dynamic-101,1[\"pattern\"]", "43/dynamic-101,2[\"child\"]");
        parent.Emit("hello");
        await client.ExpectAsync("42/dynamic-101,[\"hello\"]");
    }

    [Fact]
    public async Task MetricsCallADynamicNamespaceByItsPattern()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of(s_pattern);
        using var sockets = server.Collect("active_sockets");
        using var disconnects = server.Collect("disconnects");
        var gone = new Probe<string>();
        server.Io.Of("/dynamic-7").OnDisconnect((_, reason) => gone.Add(reason.Name));
        await using var client = await server.ConnectAsync(nsp: "/dynamic-7");
        await client.SendAsync("41/dynamic-7,");
        await gone.NextAsync();
        Assert.Equal([1, -1], sockets.GetMeasurementSnapshot().Select(m => m.Value));
        Assert.All(sockets.GetMeasurementSnapshot(), m => Assert.Equal(s_pattern.ToString(), m.Tags["socketio.namespace"]));
        var ended = await disconnects.TheOneAsync();
        Assert.Equal("client namespace disconnect", ended.Tags["socketio.disconnect.reason"]);
    }
}
