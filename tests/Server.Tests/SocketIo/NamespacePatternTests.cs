using System.Text.RegularExpressions;
using AkkaSocketIo.Server.Tests.SocketIo.Broadcasting;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.AspNetCore.Mvc;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>Names with places in them, and their values.</summary>
public class NamespacePatternTests
{
    [Fact]
    public async Task HandlersGetTheValuesOfTheName()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        INamespace pattern = server.Io.Of("/tenant/{id}/room-{room_2}")
            .Use((s, next) =>
            {
                steps.Add("asked " + s.Namespace.Parameters["id"]);
                return next();
            })
            .OnConnection(s => steps.Add("connected " + s.Namespace.Parameters["room_2"]))
            .On("where", ([FromRoute] string id, string argument, [FromRoute(Name = "room_2")] int room) => $"{id} {argument} {room}");
        Assert.Equal("/tenant/{id}/room-{room_2}", pattern.Name);
        Assert.Empty(pattern.Parameters);
        await using var client = await server.ConnectAsync(nsp: "/tenant/a.b/room-7");
        Assert.Equal(["asked a.b", "connected 7"], await steps.NextAsync(2));
        await client.SendAsync("42/tenant/a.b/room-7,1[\"where\",\"x\"]");
        await client.ExpectAsync("43/tenant/a.b/room-7,1[\"a.b x 7\"]");
        var socket = Assert.Single(pattern.Sockets);
        Assert.Equal("/tenant/a.b/room-7", socket.Namespace.Name);
        Assert.Equal(2, socket.Namespace.Parameters.Count);
        pattern.To(socket.Id).Emit("hello");
        await client.ExpectAsync("42/tenant/a.b/room-7,[\"hello\"]");
        Assert.Equal(1, await pattern.CountAsync());
    }

    /// <summary>It emits to all of its namespaces, but is none that anybody is in.</summary>
    [Fact]
    public async Task APatternEmitsAndCannotBeAsked()
    {
        await using var server = await IoServer.StartAsync();
        var pattern = server.Io.Of("/t/{id}");
        await using var first = await server.ConnectAsync(nsp: "/t/1");
        await using var second = await server.ConnectAsync(nsp: "/t/2");
        var ids = pattern.Sockets.ToDictionary(s => s.Namespace.Name, s => s.Id);
        pattern.Emit("all", 1);
        await pattern.Local.Compress(false).Except(ids["/t/1"]).EmitAsync("some");
        pattern.In(ids["/t/1"]).Emit("one");
        await first.ExpectAsync("42/t/1,[\"all\",1]", "42/t/1,[\"one\"]");
        await second.ExpectAsync("42/t/2,[\"all\",1]", "42/t/2,[\"some\"]");

        Action[] unsupported =
        [
            () => _ = pattern.Rooms,
            () => pattern.Timeout(TimeSpan.FromSeconds(1)),
            () => pattern.EmitWithAckAsync("x"),
            () => pattern.EmitWithAckAsync<int>("x", 1),
            () => pattern.To("room").EmitWithAckAsync<int>("x"),
            () => pattern.FetchSocketsAsync(),
            () => pattern.SocketsJoin("room").AsTask(),
            () => pattern.SocketsLeave("room").AsTask(),
            () => pattern.DisconnectSockets().AsTask(),
            () => pattern.ServerSideEmit("x"),
            () => pattern.ServerSideEmitWithAckAsync<int>("x"),
            () => pattern.OnServerSideEmit("x", () => { }),
        ];
        Assert.All(unsupported, call => Assert.Contains(" is not supported on /t/{id}", Assert.Throws<NotSupportedException>(call).Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/tenant/")]
    [InlineData("/tenant/a/b")]
    [InlineData("/tenant")]
    [InlineData("/x/tenant/a")]
    [InlineData("/Tenant/a")]
    public async Task OtherNamesDoNotMatch(string name)
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of("/tenant/{id}");
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.SendAsync($"40{name},");
        await client.ExpectAsync($"44{name},{{\"message\":\"Invalid namespace\"}}");
    }

    [Fact]
    public async Task APatternIsOneThingHoweverOftenItIsNamed()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of("/t/{id}").On("one", () => 1);
        server.Io.Of("t/{id}").On("two", () => 2);
        Assert.Same(server.Io.Of("/t/{id}"), server.Io.Of("t/{id}"));
        await using var client = await server.ConnectAsync(nsp: "/t/1");
        await client.SendAsync("42/t/1,1[\"one\"]", "42/t/1,2[\"two\"]");
        await client.ExpectAsync("43/t/1,1[1]", "43/t/1,2[2]");
    }

    [Fact]
    public async Task AConnectionHandlerGetsTheValuesOfTheName()
    {
        await using var server = await IoServer.StartAsync();
        var seen = new Probe<string>();
        server.Io.Of("/t/{id}").OnConnection((ISocket s, [FromRoute] int id) => seen.Add($"{s.Namespace.Name} {id}"));
        await using var client = await server.ConnectAsync(nsp: "/t/7");
        Assert.Equal("/t/7 7", await seen.NextAsync());
    }

    [Fact]
    public async Task AHandlerOfAnotherServersEventGetsTheValuesOfTheName()
    {
        var relay = new Relay();
        await using var here = await IoServer.StartAsync(o => o.CreateAdapter = local => new TwinAdapter(local, relay));
        await using var there = await IoServer.StartAsync(o => o.CreateAdapter = local => new TwinAdapter(local, relay));
        here.Io.Of("/t/{id}");
        there.Io.Of("/t/{id}");
        there.Io.Of("/t/7").OnServerSideEmit("which", ([FromRoute] int id) => id);
        Assert.Equal([7], await here.Io.Of("/t/7").ServerSideEmitWithAckAsync<int>("which"));
    }

    [Fact]
    public async Task AValueThatDoesNotFitIsTheClientsMistake()
    {
        await using var server = await IoServer.StartAsync(o => o.AckErrors = true);
        server.Io.Of("/t/{id}").On("number", ([FromRoute] int id) => id).On("missing", ([FromRoute] string other) => other);
        await using var client = await server.ConnectAsync(nsp: "/t/1x");
        await client.SendAsync("42/t/1x,1[\"number\"]", "42/t/1x,2[\"missing\"]");
        await client.ExpectAsync("""43/t/1x,1[{"error":{"message":"invalid id"}}]""", """43/t/1x,2[{"error":{"message":"internal error"}}]""");
        await server.Logs.TheOneAsync(l => l.Exception?.Message.Contains("place {other}", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task NamedGroupsOfAnExpressionAreValuesToo()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of(new Regex("^/(?<kind>[a-z]+)-(?<n>[0-9]+)?$", RegexOptions.NonBacktracking))
            .On("what", (INamespace nsp, [FromRoute] string kind) => $"{kind} {nsp.Parameters.Count}");
        await using var client = await server.ConnectAsync(nsp: "/dog-1");
        await client.JoinAsync("/cat-");
        await client.SendAsync("42/dog-1,1[\"what\"]");
        await client.ExpectAsync("43/dog-1,1[\"dog 2\"]");
        await client.SendAsync("42/cat-,1[\"what\"]");
        await client.ExpectAsync("43/cat-,1[\"cat 1\"]");
    }

    [Theory]
    [InlineData("/t/{}")]
    [InlineData("/t/{id")]
    [InlineData("/t/id}")]
    [InlineData("/t/{1}")]
    [InlineData("/t/{a b}")]
    [InlineData("/t/{{id}}")]
    [InlineData("/t/{id}/{id}")]
    public async Task WhatIsNoPatternIsRefused(string name)
    {
        await using var server = await IoServer.StartAsync();
        var e = Assert.Throws<ArgumentException>(() => server.Io.Of(name));
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AParameterThatNoTextCanFillIsRefused()
    {
        await using var server = await IoServer.StartAsync();
        Assert.Contains("[FromRoute]", Assert.Throws<ArgumentException>(() => server.Io.Of("/t/{id}").On("x", ([FromRoute] EventArgs id) => { })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItsRegistrationsAreThoseOfANamespace()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        server.Io.Of("/t/{id}")
            .UseForEvents((e, next) =>
            {
                steps.Add("event " + e.Name);
                return next();
            })
            .OnConnection(s => Task.CompletedTask)
            .On("context", (EventContext e) => e.Ack!.Send(1))
            .On("async", async (EventContext e) =>
            {
                await Task.Yield();
                e.Ack!.Send(2);
            })
            .On("fail", void () => throw new InvalidOperationException("failed"))
            .OnError(e => steps.Add(e.Exception.Message))
            .OnError(_ => Task.CompletedTask)
            .OnDisconnecting((s, reason) => steps.Add($"disconnecting {s.Rooms.Count}"))
            .OnDisconnecting((_, _) => Task.CompletedTask)
            .OnDisconnect((s, _) => steps.Add($"disconnect {s.Rooms.Count}"))
            .OnDisconnect((_, _) => Task.CompletedTask);
        await using var client = await server.ConnectAsync(nsp: "/t/1");
        await client.SendAsync("42/t/1,1[\"context\"]", "42/t/1,2[\"async\"]", "42/t/1,[\"fail\"]");
        await client.ExpectAsync("43/t/1,1[1]", "43/t/1,2[2]");
        await client.SendAsync("41/t/1,");
        Assert.Equal(["event context", "event async", "event fail", "failed", "disconnecting 1", "disconnect 0"], await steps.NextAsync(6));
    }
}
