using System.Text.RegularExpressions;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>How namespaces come and go.</summary>
public class NamespaceLifeTests
{
    private static readonly Regex s_pattern = new("^/dynamic-\\d+$", RegexOptions.NonBacktracking);

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should emit an 'new_namespace' event")]
    [Mirrors("socket.io/namespaces.ts", "should emit an 'new_namespace' event for a dynamic namespace")]
    public async Task EachNewNamespaceIsTold()
    {
        await using var server = await IoServer.StartAsync();
        var made = new Probe<string>();
        server.Io.OnNewNamespace(nsp => made.Add(nsp.Name)).OnNewNamespace(nsp => nsp.On("made", () => nsp.Name));
        server.Io.Of("/");
        server.Io.Of("nsp");
        server.Io.Of("/nsp");
        server.Io.Of(s_pattern);
        await using var client = await server.ConnectAsync(nsp: "/dynamic-101");
        await client.SendAsync("42/dynamic-101,1[\"made\"]");
        await client.ExpectAsync("43/dynamic-101,1[\"/dynamic-101\"]");
        Assert.Equal(["/nsp", "/dynamic-101"], await made.NextAsync(2));
        Assert.True(made.IsEmpty);
    }

    [Fact]
    public async Task AHandlerOfNewNamespacesMayAskForThem()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.OnNewNamespace(nsp => Assert.Same(nsp, server.Io.Of(nsp.Name)));
        server.Io.OnNewNamespace(nsp => throw new InvalidOperationException("broken"));
        server.Io.Of("/chat");
        await using var client = await server.ConnectAsync(nsp: "/chat");
        await server.Logs.TheOneAsync(l => l.Id.Name == "NewNamespaceHandlerFailed" && l.Exception is InvalidOperationException);
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should work with `of` second param")]
    public async Task EachCallAddsAHandler()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        server.Io.Of("/chat").OnConnection(_ => steps.Add("one"));
        server.Io.Of("chat").OnConnection(_ => steps.Add("two"));
        await using var client = await server.ConnectAsync(nsp: "/chat");
        Assert.Equal(["one", "two"], await steps.NextAsync(2));
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should clean up namespace when cleanupEmptyChildNamespaces is on and there are no more sockets in a namespace")]
    [Mirrors("socket.io/namespaces.ts", "should allow a client to connect to a cleaned up namespace")]
    public async Task AnEmptyChildIsRemovedAndMayComeAgain()
    {
        await using var server = await IoServer.StartAsync(o => o.CleanupEmptyChildNamespaces = true);
        var seen = new Probe<INamespace>();
        var gone = new Probe<string>();
        var parent = server.Io.Of(s_pattern)
            .OnConnection(s => seen.Add(s.Namespace))
            .OnDisconnect((s, _) => gone.Add($"gone {server.HasNamespace(s.Namespace.Name)}"));
        await using var first = await server.ConnectAsync(nsp: "/dynamic-101");
        await using var second = await server.ConnectAsync(nsp: "/dynamic-101");
        await first.SendAsync("41/dynamic-101,");
        Assert.Equal("gone True", await gone.NextAsync());
        Assert.True(server.HasNamespace("/dynamic-101"));
        await second.CloseAsync();
        await server.NamespaceIsGoneAsync("/dynamic-101");
        Assert.Equal(0, await parent.To().CountAsync());
        await first.JoinAsync("/dynamic-101");
        var namespaces = await seen.NextAsync(3);
        Assert.Same(namespaces[0], namespaces[1]);
        Assert.NotSame(namespaces[0], namespaces[2]);
        parent.Emit("hello");
        await first.ExpectAsync("42/dynamic-101,[\"hello\"]");
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should not clean up namespace when cleanupEmptyChildNamespaces is off and there are no more sockets in a namespace")]
    [Mirrors("socket.io/namespaces.ts", "should NOT clean up namespace when cleanupEmptyChildNamespaces is OFF and client is rejected in middleware")]
    public async Task WithoutTheSettingAChildStays()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of(s_pattern).Use((s, next) => s.Namespace.Name == "/dynamic-2" ? throw new SocketIoException("no") : next());
        await using var client = await server.ConnectAsync(nsp: "/dynamic-1");
        await client.SendAsync("41/dynamic-1,", "40/dynamic-2,");
        await client.ExpectAsync("""44/dynamic-2,{"message":"no"}""");
        await server.NobodyIsLeftAsync("/dynamic-1");
        await server.NobodyIsLeftAsync("/dynamic-2");
        Assert.True(server.HasNamespace("/dynamic-1"));
        Assert.True(server.HasNamespace("/dynamic-2"));
        Assert.Empty(server.Io.Of("/dynamic-2").Sockets);
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should clean up namespace when cleanupEmptyChildNamespaces is ON and client is rejected in middleware")]
    public async Task AChildOfWhoWasRefusedIsRemoved()
    {
        await using var server = await IoServer.StartAsync(o => o.CleanupEmptyChildNamespaces = true);
        server.Io.Of(s_pattern).Use((_, _) => throw new SocketIoException("no"));
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.SendAsync("40/dynamic-1,");
        await client.ExpectAsync("""44/dynamic-1,{"message":"no"}""");
        await server.NamespaceIsGoneAsync("/dynamic-1");
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should NOT clean up namespace when cleanupEmptyChildNamespaces is ON and client is rejected in middleware but there are other clients connected")]
    public async Task AChildOfOthersStaysWhenOneIsRefused()
    {
        await using var server = await IoServer.StartAsync(o => o.CleanupEmptyChildNamespaces = true);
        server.Io.Of(s_pattern).Use((s, next) => s.Handshake.Auth.TryGetProperty("no", out _) ? throw new SocketIoException("no") : next());
        await using var stays = await server.ConnectAsync(nsp: "/dynamic-1");
        await using var refused = await server.OpenAsync(Mode.WebSocket);
        for (var i = 0; i < 3; i++)
        {
            await refused.SendAsync("40/dynamic-1,{\"no\":1}");
            await refused.ExpectAsync("""44/dynamic-1,{"message":"no"}""");
        }

        Assert.Single(server.Io.Of("/dynamic-1").Sockets);
        server.Io.Of("/dynamic-1").Emit("still");
        await stays.ExpectAsync("42/dynamic-1,[\"still\"]");
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should not clean up a non-dynamic namespace")]
    public async Task ANamedNamespaceStays()
    {
        await using var server = await IoServer.StartAsync(o => o.CleanupEmptyChildNamespaces = true);
        server.Io.Of("/chat").On("echo", (int n) => n);
        await using var client = await server.ConnectAsync(nsp: "/chat");
        await client.SendAsync("41/chat,");
        await server.NobodyIsLeftAsync("/chat");
        Assert.True(server.HasNamespace("/chat"));
        await client.JoinAsync("/chat");
        await client.SendAsync("42/chat,1[\"echo\",1]");
        await client.ExpectAsync("43/chat,1[1]");
    }

    [Fact]
    public async Task AChildThatWasMadeByHandIsRemovedLikeTheOthers()
    {
        await using var server = await IoServer.StartAsync(o => o.CleanupEmptyChildNamespaces = true);
        server.Io.Of(s_pattern);
        server.Io.Of("/dynamic-1").On("own", () => 1);
        Assert.True(server.HasNamespace("/dynamic-1"));
        await using var client = await server.ConnectAsync(nsp: "/dynamic-1");
        await client.SendAsync("42/dynamic-1,1[\"own\"]");
        await client.ExpectAsync("43/dynamic-1,1[1]");
        await client.SendAsync("41/dynamic-1,");
        await server.NamespaceIsGoneAsync("/dynamic-1");
    }

    [Fact]
    public async Task AChildStaysForWhoIsOnlyConnecting()
    {
        await using var server = await IoServer.StartAsync(o => o.CleanupEmptyChildNamespaces = true);
        var held = new TaskCompletionSource();
        var asked = new Probe<INamespace>();
        server.Io.Of(s_pattern).Use(async (s, next) =>
        {
            asked.Add(s.Namespace);
            if (s.Handshake.Auth.TryGetProperty("wait", out _))
            {
                await held.Task;
            }

            await next();
        });
        await using var slow = await server.OpenAsync(Mode.WebSocket);
        await slow.SendAsync("40/dynamic-1,{\"wait\":1}");
        var nsp = await asked.NextAsync();
        await using var quick = await server.ConnectAsync(nsp: "/dynamic-1");
        await quick.SendAsync("41/dynamic-1,");
        await server.UsersAreAsync("/dynamic-1", 1);
        held.SetResult();
        WireClient.SocketId(await slow.ReceiveAsync(), "40/dynamic-1,");
        Assert.Same(nsp, server.Io.Of("/dynamic-1"));
    }

    /// <summary>Clients come and go as fast as they can: whoever is connected is in the namespace that others find.</summary>
    [Fact]
    public async Task NobodyIsEverInARemovedNamespace()
    {
        await using var server = await IoServer.StartAsync(o => o.CleanupEmptyChildNamespaces = true);
        var parent = server.Io.Of("/t/{id}").On("who", (ISocket s) => server.HasNamespace("/t/1") && ReferenceEquals(server.Io.Of("/t/1"), s.Namespace));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ComeAndGoAsync()));
        await server.NamespaceIsGoneAsync("/t/1");
        Assert.Equal(0, await parent.CountAsync());

        async Task ComeAndGoAsync()
        {
            await using var client = await server.OpenAsync(Mode.WebSocket);
            for (var i = 0; i < 100; i++)
            {
                await client.JoinAsync("/t/1");
                await client.SendAsync("42/t/1,1[\"who\"]");
                await client.ExpectAsync("43/t/1,1[true]");
                await client.SendAsync("41/t/1,");
            }
        }
    }
}
