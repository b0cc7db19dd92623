using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>CONNECT and what answers it, on each transport.</summary>
public abstract class ConnectSpec(Mode mode)
{
    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should automatically connect")]
    [Mirrors("socket.io/namespaces.ts", "should fire a `connection` event")]
    [Mirrors("socket.io/connection-state-recovery.ts", "should be disabled by default")]
    public async Task TheAnswerToConnectHasTheSocketsIdAndNothingElse()
    {
        await using var server = await IoServer.StartAsync();
        var sockets = new Probe<ISocket>();
        server.Io.OnConnection(sockets.Add);
        await using var client = await server.OpenAsync(mode);
        await client.SendAsync("40");
        var id = WireClient.SocketId(await client.ReceiveAsync());
        Assert.Matches("^[A-Za-z0-9_-]{20}$", id);
        Assert.NotEqual(client.Sid, id);
        var socket = await sockets.NextAsync();
        Assert.Equal(id, socket.Id);
        Assert.Equal(client.Sid, socket.Connection.Id);
        Assert.Equal(mode == Mode.Polling ? "polling" : "websocket", socket.Connection.Transport);
    }

    [Theory]
    [InlineData("", "{}")]
    [InlineData("{}", "{}")]
    [InlineData("""{"token":"é€😀","n":[1,{"a":null}]}""", """{"token":"é€😀","n":[1,{"a":null}]}""")]
    public async Task TheHandshakeHasWhatCameWithConnect(string sent, string seen)
    {
        await using var server = await IoServer.StartAsync();
        var auths = new Probe<string>();
        server.Io.OnConnection(s => auths.Add(s.Handshake.Auth.GetRawText()));
        server.Io.Of("/custom").OnConnection(s => auths.Add(s.Handshake.Auth.GetRawText()));
        await using var client = await server.OpenAsync(mode);
        await client.JoinAsync("/", sent);
        Assert.Equal(seen, await auths.NextAsync());
        await client.JoinAsync("/custom", sent);
        Assert.Equal(seen, await auths.NextAsync());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("true")]
    [InlineData("\"token\"")]
    [InlineData("{")]
    public async Task WhatIsNoObjectCannotComeWithConnect(string auth)
    {
        await using var server = await IoServer.StartAsync();
        await using var client = await server.OpenAsync(mode);
        await client.SendAsync("40" + auth);
        await client.ExpectCloseAsync();
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should return error connecting to non-existent namespace")]
    public async Task AnUnknownNamespaceIsRefusedAndTheConnectionStays()
    {
        await using var server = await IoServer.StartAsync();
        await using var client = await server.OpenAsync(mode);
        await client.SendAsync("40/doesnotexist,");
        await client.ExpectAsync("""44/doesnotexist,{"message":"Invalid namespace"}""");
        await client.SendAsync("""40/doesnotexist?a=b,{"token":1}""");
        await client.ExpectAsync("""44/doesnotexist?a=b,{"message":"Invalid namespace"}""");
        await client.SendAsync("40/__proto__,");
        await client.ExpectAsync("""44/__proto__,{"message":"Invalid namespace"}""");
        await client.JoinAsync();
    }

    [Fact]
    [Mirrors("socket.io/middleware.ts", "should pass errors")]
    [Mirrors("socket.io/middleware.ts", "should pass an object")]
    public async Task ARefusalHasTheMessageAndTheDataOfTheMiddleware()
    {
        await using var server = await IoServer.StartAsync();
        var later = new Probe<string>();
        server.Io.Use((_, _) => throw new SocketIoException("é \"no\""));
        server.Io.Use((s, next) =>
        {
            later.Add(s.Id);
            return next();
        });
        server.Io.Of("/data").Use((_, _) => throw new SocketIoException("nope", new { Code = 42, a = new[] { 1, 2 } }));
        server.Io.Of("/broken").Use((_, _) => throw new InvalidOperationException("a secret"));
        server.Io.Of("/silent").Use((_, _) => Task.CompletedTask);
        await using var client = await server.OpenAsync(mode);
        await client.SendAsync("40", "40/data,", "40/broken,", "40/silent,");
        var answers = new[] { await client.ReceiveAsync(), await client.ReceiveAsync(), await client.ReceiveAsync(), await client.ReceiveAsync() };
        Assert.Equal(
            [
                """44/broken,{"message":"internal error"}""",
                """44/data,{"message":"nope","data":{"code":42,"a":[1,2]}}""",
                """44/silent,{"message":"Forbidden"}""",
                """44{"message":"é \"no\""}""",
            ],
            answers.Order(StringComparer.Ordinal));
        Assert.True(later.IsEmpty);
    }

    [Fact]
    public async Task ARefusedClientMayTryAgainOnTheSameConnection()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Use((s, next) => s.Handshake.Auth.TryGetProperty("token", out _) ? next() : throw new SocketIoException("nope"));
        server.Io.On("echo", (string text) => text);
        await using var client = await server.OpenAsync(mode);
        await client.SendAsync("40");
        await client.ExpectAsync("""44{"message":"nope"}""");
        await client.JoinAsync("/", """{"token":1}""");
        await client.SendAsync("""420["echo","x"]""");
        await client.ExpectAsync("""430["x"]""");
    }

    [Fact]
    public async Task WhatAMiddlewareEmitsGoesBeforeTheAnswer()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Use((s, next) =>
        {
            s.Emit("early", 1);
            return next();
        });
        server.Io.OnConnection(s => s.Emit("late", 2));
        await using var client = await server.OpenAsync(mode);
        await client.SendAsync("40");
        await client.ExpectAsync("""42["early",1]""");
        WireClient.SocketId(await client.ReceiveAsync());
        await client.ExpectAsync("""42["late",2]""");
    }

    [Fact]
    public async Task ASocketThatLeavesAndComesBackHasANewId()
    {
        await using var server = await IoServer.StartAsync();
        await using var client = await server.OpenAsync(mode);
        var first = await client.JoinAsync();
        await client.SendAsync("41");
        Assert.NotEqual(first, await client.JoinAsync());
        var custom = server.Io.Of("/custom");
        first = await client.JoinAsync("/custom");
        await client.SendAsync("41/custom,");
        Assert.NotEqual(first, await server.JoinAsync(client, "/custom"));
        Assert.Single(custom.Sockets);
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should work with many sockets")]
    [Mirrors("socket.io/namespaces.ts", "should be able to equivalently start with \"\" or \"/\" on server")]
    [Mirrors("socket.io/middleware.ts", "should work with a custom namespace")]
    public async Task OneConnectionCanJoinManyNamespaces()
    {
        await using var server = await IoServer.StartAsync();
        Assert.Same(server.Io.Of("/abc"), server.Io.Of("abc"));
        server.Io.Of("/news").Use((_, next) => next());
        server.Io.Of("").On("where", (INamespace nsp) => nsp.Name);
        server.Io.Of("abc").On("where", (INamespace nsp) => nsp.Name);
        server.Io.Of("/news").On("where", (INamespace nsp) => nsp.Name);
        await using var client = await server.OpenAsync(mode);
        var ids = new[] { await client.JoinAsync(), await client.JoinAsync("/abc"), await client.JoinAsync("/news") };
        Assert.Equal(3, ids.Distinct().Count());
        await client.SendAsync("""421["where"]""");
        await client.ExpectAsync("""431["/"]""");
        await client.SendAsync("""42/abc,2["where"]""");
        await client.ExpectAsync("""43/abc,2["/abc"]""");
        await client.SendAsync("""42/news,3["where"]""");
        await client.ExpectAsync("""43/news,3["/news"]""");
    }
}

public sealed class ConnectByPolling() : ConnectSpec(Mode.Polling);

public sealed class ConnectByWebSocket() : ConnectSpec(Mode.WebSocket);

public sealed class ConnectAfterUpgrade() : ConnectSpec(Mode.Upgraded);
