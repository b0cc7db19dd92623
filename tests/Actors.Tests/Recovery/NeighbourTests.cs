using System.Text.RegularExpressions;
using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Recovery;

/// <summary>Recovery together with what else a socket and a namespace can do.</summary>
public partial class NeighbourTests : TestKit
{
    private const string On = "connection-state-recovery.enabled = on\n";

    [Fact]
    public async Task WhatAListenerEmitsComesAfterWhatItHeard()
    {
        var server = new TestServer(Sys, On);
        var (first, second) = (new RecoveringClient(server), new RecoveringClient(server));
        await first.ConnectAsync();
        await second.ConnectAsync();
        foreach (var socket in server.Main.Sockets)
        {
            socket.OnAnyOutgoing((name, _) =>
            {
                if (name == "heard")
                {
                    server.Main.Emit("answer");
                }
            });
        }

        server.Main.Emit("heard");
        foreach (var client in new[] { first, second })
        {
            Assert.Equal(["heard", "answer", "answer"], [await client.NextAsync(), await client.NextAsync(), await client.NextAsync()]);
        }
    }

    [Fact]
    public async Task AVolatileEventIsNotKept()
    {
        var server = new TestServer(Sys, On);
        var client = new RecoveringClient(server);
        await client.ConnectAsync();
        server.Main.Emit("kept");
        Assert.Equal("kept", await client.NextAsync());
        await client.LoseAsync();
        server.Main.Volatile.Emit("lost", "text");
        server.Main.Emit("kept, too");
        Assert.Equal(["kept, too"], await client.ConnectAsync());
        Assert.True(client.Recovered);
    }

    [Fact]
    public async Task ComingBackMakesTheTimeNoLonger()
    {
        var server = new TestServer(Sys, On);
        var client = new RecoveringClient(server);
        await client.ConnectAsync();
        var end = server.Time.GetUtcNow().AddMinutes(30);
        server.Main.Sockets.Single().ExpiresAt = end;
        await client.LoseAsync();
        await client.ConnectAsync();
        Assert.True(client.Recovered);
        Assert.Equal(end, server.Main.Sockets.Single().ExpiresAt);
    }

    [Fact]
    public async Task ANamespaceStaysForWhoMayComeBack()
    {
        var server = new TestServer(Sys, On + "cleanup-empty-child-namespaces = on");
        server.Node.Namespaces.Of(Child());
        var client = await server.OpenAsync();
        await client.SendAsync("40/child,");
        Assert.StartsWith("40/child,", await client.ReceiveAsync());
        var nsp = server.Of("/child");
        client.Abort();
        await Eventually.TrueAsync(() => nsp.Users == 0);
        Assert.True(server.Node.Namespaces.Contains("/child"));

        server.Time.Advance(TimeSpan.FromMinutes(5));
        await Eventually.TrueAsync(() => !server.Node.Namespaces.Contains("/child"));
    }

    [GeneratedRegex("^/child$")]
    private static partial Regex Child();
}
