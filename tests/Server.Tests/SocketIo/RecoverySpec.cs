using System.Security.Claims;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>Clients that lose their connection and come back, on each transport.</summary>
public abstract class RecoverySpec(Mode mode)
{
    [Fact]
    [Mirrors("socket.io/connection-state-recovery.ts", "should restore session and missed packets")]
    public async Task WhatWasMissedComesInOrderAndThenTheAnswer()
    {
        await using var server = await IoServer.StartAsync(Recovery.On);
        server.Io.OnConnection(s => s.Emit("hello"));
        await using var client = await server.OpenAsync(mode);
        var first = await server.RejoinAsync(client);
        Assert.Matches("^[A-Za-z0-9_-]{20}$", first.Pid);
        Assert.NotEqual(first.Sid, first.Pid);
        var offset = await client.ExpectEventsAsync("42[\"hello\"]");
        await Assert.Single(server.Io.Sockets).Join("r");
        await server.LoseAsync(client);

        server.Io.Emit("broadcast", 1);
        server.Io.To("r").Emit("room", "text");
        server.Io.To(first.Sid).Emit("direct", new byte[] { 1, 2, 3 });
        server.Io.To("another").Emit("not for it");
        server.Io.Except("r").Emit("not for it");

        await using var back = await server.OpenAsync(mode);
        var missed = new List<string>();
        var second = await server.RejoinAsync(back, first.Pid, offset, before: missed);
        Assert.Equal(first, second);
        Assert.Equal(
            ["42[\"broadcast\",1]", "42[\"room\",\"text\"]", """451-["direct",{"_placeholder":true,"num":0}]"""],
            missed.Where(m => m[0] == '4').Select(m => Recovery.Split(m).Event));
        Assert.Equal(["bAQID"], missed.Where(m => m[0] == 'b'));
        await back.ExpectEventsAsync("42[\"hello\"]");
        server.Io.Emit("live");
        await back.ExpectEventsAsync("42[\"live\"]");
    }

    [Fact]
    [Mirrors("socket.io/connection-state-recovery.ts", "should restore rooms and data attributes")]
    public async Task RoomsDataAndIdAreRestored()
    {
        await using var server = await IoServer.StartAsync(Recovery.On);
        var sockets = new Probe<ISocket>();
        server.Io.OnConnection(sockets.Add);
        await using var client = await server.OpenAsync(mode);
        var first = await server.RejoinAsync(client);
        var socket = await sockets.NextAsync();
        Assert.False(socket.Recovered);
        await socket.Join("a", "b");
        socket.Data.Set("foo", "bar");
        socket.Items["only"] = "here";
        await server.LoseAsync(client);
        Assert.Equal(0, await server.Io.In("a").CountAsync());

        await using var back = await server.OpenAsync(mode);
        Assert.Equal(first, await server.RejoinAsync(back, first.Pid, before: []));
        var recovered = await sockets.NextAsync();
        Assert.NotSame(socket, recovered);
        Assert.True(recovered.Recovered);
        Assert.Equal(first.Sid, recovered.Id);
        Assert.Equal(["a", "b", first.Sid], recovered.Rooms.OrderBy(r => r.Length).ThenBy(r => r));
        Assert.Equal("bar", recovered.Data.Get<string>("foo"));
        Assert.Empty(recovered.Items);
        Assert.Equal(back.Sid, recovered.Connection.Id);
        Assert.Equal(first.Pid, recovered.Handshake.Auth.GetProperty("pid").GetString());
        server.Io.To("b").Emit("room");
        await back.ExpectEventsAsync("42[\"room\"]");
        server.Io.To(first.Sid).Emit("own room");
        await back.ExpectEventsAsync("42[\"own room\"]");
    }

    [Fact]
    [Mirrors("socket.io/connection-state-recovery.ts", "should not run middlewares upon recovery by default")]
    public async Task MiddlewaresAreNotAskedAgain()
    {
        await using var server = await IoServer.StartAsync(Recovery.On);
        var asked = 0;
        server.Io.Use((s, next) =>
        {
            asked++;
            s.Data.Set("name", "Ada");
            return next();
        });
        await using var client = await server.OpenAsync(mode);
        var first = await server.RejoinAsync(client);
        await server.LoseAsync(client);
        await using var back = await server.OpenAsync(mode);
        Assert.Equal(first, await server.RejoinAsync(back, first.Pid));
        Assert.Equal(1, asked);
        Assert.Equal("Ada", Assert.Single(server.Io.Sockets).Data.Get<string>("name"));
    }

    [Fact]
    [Mirrors("socket.io/connection-state-recovery.ts", "should run middlewares even upon recovery")]
    public async Task MiddlewaresCanBeAskedAgain()
    {
        await using var server = await IoServer.StartAsync(o => o.ConnectionStateRecovery = new() { Enabled = true, SkipMiddlewares = false });
        var asked = new Probe<bool>();
        server.Io.Use((s, next) =>
        {
            asked.Add(s.Recovered);
            s.Emit("welcome back", "from the middleware");
            return next();
        });
        await using var client = await server.OpenAsync(mode);
        var first = await server.RejoinAsync(client, before: []);
        await server.LoseAsync(client);
        server.Io.Emit("missed");
        await using var back = await server.OpenAsync(mode);
        var before = new List<string>();
        Assert.Equal(first, await server.RejoinAsync(back, first.Pid, before: before));
        Assert.Equal([false, true], await asked.NextAsync(2));
        Assert.Equal("42[\"welcome back\",\"from the middleware\",null]", before[0]);
        Assert.Equal("42[\"missed\"]", Recovery.Split(before[1]).Event);
    }

    [Fact]
    public async Task OptionsComeTooLateForWhoIsAway()
    {
        await using var server = await IoServer.StartAsync(Recovery.On);
        await using var client = await server.OpenAsync(mode);
        await server.RejoinAsync(client);
        await server.LoseAsync(client);
        var e = Assert.Throws<InvalidOperationException>(() => server.Io.Of("/", o => o.AckTimeout = TimeSpan.FromSeconds(3)));
        Assert.Contains("before clients connect", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoIsRefusedHasSeenNothingAndMayTryAgain()
    {
        await using var server = await IoServer.StartAsync(o => o.ConnectionStateRecovery = new() { Enabled = true, SkipMiddlewares = false });
        server.Io.Use((s, next) => s.Recovered && !s.Handshake.Auth.TryGetProperty("offset", out _) ? throw new SocketIoException("nope") : next());
        await using var client = await server.OpenAsync(mode);
        var first = await server.RejoinAsync(client);
        await server.LoseAsync(client);
        server.Io.Emit("missed");
        await using var back = await server.OpenAsync(mode);
        await back.SendAsync($$"""40{"pid":"{{first.Pid}}"}""");
        await back.ExpectAsync("""44{"message":"nope"}""");
        var missed = new List<string>();
        Assert.Equal(first, await server.RejoinAsync(back, first.Pid, "anything", before: missed));
        Assert.Equal("42[\"missed\"]", Recovery.Split(Assert.Single(missed)).Event);
    }

    [Fact]
    [Mirrors("socket.io/connection-state-recovery.ts", "should fail to restore an unknown session")]
    public async Task AnUnknownSessionIsANewOne()
    {
        await using var server = await IoServer.StartAsync(Recovery.On);
        using var recoveries = server.Collect("recoveries");
        await using var client = await server.OpenAsync(mode);
        var joined = await server.RejoinAsync(client, "foo", "bar");
        Assert.NotEqual("foo", joined.Pid);
        Assert.False(Assert.Single(server.Io.Sockets).Recovered);
        var measurement = Assert.Single(recoveries.GetMeasurementSnapshot());
        Assert.Equal(("/", "unknown"), (measurement.Tags["socketio.namespace"], measurement.Tags["socketio.recovery.result"]));
    }

    [Fact]
    [Mirrors("socket.io/connection-state-recovery.ts", "should not call adapter#persistSession or adapter#restoreSession if disabled")]
    public async Task WithoutRecoveryNothingIsKeptNorAskedFor()
    {
        await using var server = await IoServer.StartAsync();
        using var recoveries = server.Collect("recoveries");
        await using var client = await server.OpenAsync(mode);
        await client.SendAsync("""40{"pid":"foo","offset":"bar"}""");
        var id = WireClient.SocketId(await client.ReceiveAsync());
        server.Io.OnSessionExpired(_ => Assert.Fail("there are no sessions"));
        await server.LoseAsync(client);
        await using var back = await server.OpenAsync(mode);
        await back.SendAsync("""40{"pid":"foo","offset":"bar"}""");
        Assert.NotEqual(id, WireClient.SocketId(await back.ReceiveAsync()));
        Assert.Empty(recoveries.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task OnlyEventsWithoutAnAcknowledgementHaveAnOffset()
    {
        await using var server = await IoServer.StartAsync(Recovery.On);
        server.Io.Use((s, next) =>
        {
            s.Emit("from a middleware");
            return next();
        });
        server.Io.On("ask", (ISocket s) =>
        {
            _ = s.EmitWithAckAsync("question", "text");
            return "answer";
        });
        server.Io.On("forward", (ISocket s, EventArguments arguments) => s.Emit("forwarded", arguments));
        await using var client = await server.OpenAsync(mode);
        var before = new List<string>();
        await server.RejoinAsync(client, before: before);
        Assert.Equal(["42[\"from a middleware\",null]"], before);
        await client.SendAsync("421[\"ask\"]");
        await client.ExpectAsync("420[\"question\",\"text\"]", "431[\"answer\"]");
        await client.SendAsync("42[\"forward\",\"a\",1]");
        await client.ExpectEventsAsync("42[\"forwarded\",\"a\",1]");
    }

    [Fact]
    public async Task WhatMayBeLostHasNoOffsetAndIsNotKept()
    {
        await using var server = await IoServer.StartAsync(Recovery.On);
        await using var client = await server.OpenAsync(mode);
        var first = await server.RejoinAsync(client);
        var next = client.ReceiveAsync();
        await Assert.Single(server.Io.Sockets).IdleAsync();
        server.Io.Volatile.Emit("now", 1);
        Assert.Equal("42[\"now\",1]", await next);
        await server.LoseAsync(client);
        server.Io.Volatile.Emit("missed", 2);
        server.Io.Emit("kept", 3);
        await using var back = await server.OpenAsync(mode);
        var missed = new List<string>();
        Assert.Equal(first, await server.RejoinAsync(back, first.Pid, before: missed));
        Assert.Equal("42[\"kept\",3]", Recovery.Split(Assert.Single(missed)).Event);
    }

    [Theory]
    [InlineData("41")]
    [InlineData("abc")]
    public async Task WhoLeftOrBrokeTheProtocolIsNotRecovered(string packet)
    {
        await using var server = await IoServer.StartAsync(Recovery.On);
        await using var client = await server.OpenAsync(mode);
        var first = await server.RejoinAsync(client);
        await client.SendAsync(packet);
        await Recovery.WaitAsync(() => server.Io.Sockets.Count == 0);
        await using var back = await server.OpenAsync(mode);
        Assert.NotEqual(first, await server.RejoinAsync(back, first.Pid));
    }

    [Fact]
    public async Task WhoWasDisconnectedIsNotRecoveredButWhoseConnectionWasClosedIs()
    {
        await using var server = await IoServer.StartAsync(Recovery.On);
        server.Io.On("kick", (ISocket s) => s.Disconnect());
        server.Io.On("drop", (ISocket s) => s.Connection.Close());
        await using var client = await server.OpenAsync(mode);
        var first = await server.RejoinAsync(client);
        await client.SendAsync("42[\"drop\"]");
        await client.ExpectCloseAsync();
        await using var second = await server.OpenAsync(mode);
        Assert.Equal(first, await server.RejoinAsync(second, first.Pid));
        await second.SendAsync("42[\"kick\"]");
        await second.ExpectAsync("41");
        Assert.NotEqual(first, await server.RejoinAsync(second, first.Pid));
    }

    [Fact]
    public async Task TheReturnEndsTheConnectionThatTheServerHasNotMissedYet()
    {
        await using var server = await IoServer.StartAsync(Recovery.On);
        var reasons = new Probe<DisconnectReason>();
        server.Io.OnDisconnect((_, reason) => reasons.Add(reason));
        await using var client = await server.OpenAsync(mode);
        var first = await server.RejoinAsync(client);
        await using var back = await server.OpenAsync(mode);
        Assert.Equal(first, await server.RejoinAsync(back, first.Pid));
        await client.ExpectAsync("41");
        Assert.Equal(("transport close", true), ((await reasons.NextAsync()) is var r ? (r.Name, r.Recoverable) : default));
        Assert.Single(server.Io.Sockets);
        await client.CloseAsync();
        server.Io.Emit("still there");
        await back.ExpectEventsAsync("42[\"still there\"]");
        await server.LoseAsync(back);
        await using var again = await server.OpenAsync(mode);
        Assert.Equal(first, await server.RejoinAsync(again, first.Pid, before: []));
    }

    [Fact]
    public async Task ATimeThatIsOverIsOver()
    {
        var time = new FakeTimeProvider();
        await using var server = await IoServer.StartAsync(o =>
        {
            Recovery.On(o);
            o.TimeProvider = time;
            o.PingInterval = Clock.NoPing;
        });
        var expired = new Probe<ExpiredSession>();
        server.Io.OnSessionExpired(async session =>
        {
            await Task.Yield();
            expired.Add(session);
        });
        await using var client = await server.OpenAsync(mode);
        var first = await server.RejoinAsync(client);
        await server.LoseAsync(client);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((first.Sid, "/"), ((await expired.NextAsync()) is var s ? (s.Id, s.Namespace.Name) : default));
        await using var back = await server.OpenAsync(mode);
        Assert.NotEqual(first, await server.RejoinAsync(back, first.Pid));
    }

    [Fact]
    public async Task EachNamespaceRecoversByItself()
    {
        await using var server = await IoServer.StartAsync(o => o.Namespaces["/chat"] = new NamespaceOptions { ConnectionStateRecovery = new() { Enabled = true } });
        server.Io.Of("/chat");
        await using var client = await server.OpenAsync(mode);
        await client.JoinAsync();
        var chat = await server.RejoinAsync(client, nsp: "/chat");
        server.Io.Emit("plain");
        await client.ExpectAsync("42[\"plain\"]");
        await server.LoseAsync(client, "/chat");
        server.Io.Of("/chat").Emit("missed");
        await using var back = await server.OpenAsync(mode);
        await back.JoinAsync("/", $$"""{"pid":"{{chat.Pid}}"}""");
        var missed = new List<string>();
        Assert.Equal(chat, await server.RejoinAsync(back, chat.Pid, nsp: "/chat", before: missed));
        Assert.Equal("42/chat,[\"missed\"]", Recovery.Split(Assert.Single(missed)).Event);
    }

    [Fact]
    public async Task AnotherUserDoesNotGetTheSession()
    {
        await using var server = await IoServer.StartAsync(
            services => services.AddSocketIo(Recovery.On),
            map: app =>
            {
                app.Use((HttpContext context, Func<Task> next) =>
                {
                    if (context.Request.Query["user"] is [{ } user])
                    {
                        context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "test"));
                    }

                    return next();
                });
                return app.MapSocketIo().Server;
            });
        await using var client = await server.OpenAsync(mode, "&user=ada");
        var first = await server.RejoinAsync(client);
        await server.LoseAsync(client);
        await using var other = await server.OpenAsync(mode, "&user=bob");
        Assert.NotEqual(first, await server.RejoinAsync(other, first.Pid));
        await using var nobody = await server.OpenAsync(mode);
        Assert.NotEqual(first, await server.RejoinAsync(nobody, first.Pid));
        await using var back = await server.OpenAsync(mode, "&user=ada");
        Assert.Equal(first, await server.RejoinAsync(back, first.Pid));
    }
}

public sealed class RecoveryByPolling() : RecoverySpec(Mode.Polling);

public sealed class RecoveryByWebSocket() : RecoverySpec(Mode.WebSocket);

public sealed class RecoveryAfterUpgrade() : RecoverySpec(Mode.Upgraded);
