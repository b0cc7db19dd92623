using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Recovery;

/// <summary>Clients that come back to the real actors.</summary>
public class RecoveryTests : TestKit
{
    private const string On = "connection-state-recovery.enabled = on\n";

    [Fact]
    public async Task EventsOfManyThreadsArriveInTheOrderOfTheirOffsets()
    {
        var server = new TestServer(Sys, On);
        var client = new RecoveringClient(server);
        await client.ConnectAsync();
        var socket = (await SocketOf(server, client))!;
        var threads = Enumerable.Range(0, 8).Select(t => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                if (t % 2 == 0)
                {
                    server.Main.Emit("n", t, i);
                }
                else
                {
                    socket.Emit("n", t, i);
                }
            }
        })).ToArray();
        var last = "";
        var next = new int[8];
        for (var i = 0; i < 8 * 500; i++)
        {
            var parts = (await client.NextAsync()).Split(' ');
            var thread = int.Parse(parts[1]);
            Assert.Equal(next[thread]++, int.Parse(parts[2]));
            Assert.True(string.CompareOrdinal(last, client.Offset) < 0, $"{client.Offset} came after {last}");
            last = client.Offset!;
        }

        await Task.WhenAll(threads);
    }

    [Theory]
    [InlineData("")]
    [InlineData("max-buffered-bytes = 32KiB\n")]
    public async Task NothingIsLostOrComesTwiceBetweenReplayAndLive(string settings)
    {
        const int Threads = 3;
        const int Count = 3000;
        var server = new TestServer(Sys, On + settings + "max-buffered-bytes-total = 1GiB");
        var client = new RecoveringClient(server);
        await client.ConnectAsync();
        var seen = new List<string>();
        var filler = new string('x', 100);
        using var window = new SemaphoreSlim(500);
        var emits = Enumerable.Range(0, Threads).Select(t => Task.Run(async () =>
        {
            for (var i = 0; i < Count; i++)
            {
                // The client's pace, and never more than it is replayed: it is lost often, and in the middle of what is being sent.
                await window.WaitAsync();
                await server.Main.EmitAsync("n", t, i, filler);
            }
        })).ToArray();
        var losses = 0;
        while (seen.Count < Threads * Count)
        {
            seen.Add(await client.NextAsync());
            var taken = 1;
            if (losses < 15 && seen.Count > 400 * (losses + 1))
            {
                losses++;
                client.Connection.Abort();
                var missed = await client.ConnectAsync();
                Assert.True(client.Recovered);
                seen.AddRange(missed);
                taken += missed.Count;
            }

            window.Release(taken);
        }

        await Task.WhenAll(emits);
        Assert.Equal(15, losses);
        for (var t = 0; t < Threads; t++)
        {
            Assert.Equal(Enumerable.Range(0, Count).Select(i => $"n {t} {i} {filler}"), seen.Where(s => s.StartsWith($"n {t} ", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task MuchIsSentInPagesAndTheNextWaitsUntilTheClientHasRead()
    {
        var server = new TestServer(Sys, On + "max-buffered-bytes = 64KiB\nconnection-state-recovery.max-replay-bytes = 1MiB");
        var client = new RecoveringClient(server);
        await client.ConnectAsync();
        await client.LoseAsync();
        var filler = new string('x', 1000);
        for (var i = 0; i < 500; i++)
        {
            server.Main.Emit("n", i, filler);
        }

        var connection = await server.OpenAsync(buffer: 4096);
        await connection.SendAsync($$"""40{"pid":"{{client.Pid}}"}""");
        await Eventually.TrueAsync(() => connection.Session.Outbound.Bytes > 0);
        await server.SettleAsync(connection);
        Assert.InRange(connection.Session.Outbound.Bytes, 1, 32 * 1024);
        Assert.Empty(server.Main.Sockets);

        // However long the client takes to read.
        server.Time.Advance(TimeSpan.FromMinutes(11));
        await server.SettleAsync(connection);
        Assert.False(connection.Session.HasEnded);

        // What is emitted meanwhile comes behind it.
        server.Main.Emit("n", 500, filler);
        for (var i = 0; i <= 500; i++)
        {
            Assert.StartsWith($"42[\"n\",{i},", await connection.ReceiveAsync());
            Assert.True(connection.Session.Outbound.Bytes <= 34 * 1024);
        }

        Assert.Equal($$"""40{"sid":"{{client.Id}}","pid":"{{client.Pid}}"}""", await connection.ReceiveAsync());
    }

    [Fact]
    public async Task AnEventLargerThanAPageIsAPage()
    {
        var server = new TestServer(Sys, On + "max-buffered-bytes = 8KiB");
        var client = new RecoveringClient(server);
        await client.ConnectAsync();
        await client.LoseAsync();
        foreach (var size in new[] { 10, 50_000, 10, 20_000 })
        {
            server.Main.Emit("n", new string('x', size));
        }

        Assert.Equal([12, 50_002, 12, 20_002], (await client.ConnectAsync()).Select(e => e.Length));
        Assert.True(client.Recovered);
    }

    [Fact]
    public async Task WhoMissedMoreThanIsReplayedGetsANewSession()
    {
        var server = new TestServer(Sys, On + "connection-state-recovery.max-replay-bytes = 2KiB");
        var expired = new TaskCompletionSource<ExpiredSession>();
        server.Main.OnSessionExpired(expired.SetResult);
        var client = new RecoveringClient(server);
        await client.ConnectAsync();
        var id = client.Id;
        await client.LoseAsync();
        for (var i = 0; i < 3; i++)
        {
            server.Main.Emit("n", new string('x', 1000));
        }

        Assert.Empty(await client.ConnectAsync());
        Assert.False(client.Recovered);
        Assert.NotEqual(id, client.Id);
        Assert.Equal(id, (await expired.Task.WaitAsync(TimeSpan.FromSeconds(20))).Id);
        Assert.Single(server.Main.Sockets);
    }

    [Fact]
    public async Task WhoDoesNotReadTheReplayAsFastAsMoreComesIsClosed()
    {
        var server = new TestServer(Sys, On + "max-buffered-bytes = 8KiB\nconnection-state-recovery.max-replay-bytes = 64KiB");
        var client = new RecoveringClient(server);
        await client.ConnectAsync();
        await client.LoseAsync();
        var filler = new string('x', 1000);
        for (var i = 0; i < 50; i++)
        {
            server.Main.Emit("n", i, filler);
        }

        var connection = await server.OpenAsync(buffer: 1024);
        await connection.SendAsync($$"""40{"pid":"{{client.Pid}}"}""");
        await Eventually.TrueAsync(() => connection.Session.Outbound.Bytes > 0);
        for (var i = 50; i < 200; i++)
        {
            server.Main.Emit("n", i, filler);
        }

        string? last = null;
        while (await TryReceiveAsync(connection) is { } packet)
        {
            last = packet;
        }

        Assert.StartsWith("42[\"n\",", last);
        Assert.Equal(1013, (int)connection.CloseStatus!);
        Assert.Empty(server.Main.Sockets);
    }

    [Fact]
    public async Task WhoReadsNothingOfTheReplayIsClosedToo()
    {
        var server = new TestServer(Sys, On + "max-buffered-bytes = 8KiB\nconnection-state-recovery.max-replay-bytes = 64KiB");
        var client = new RecoveringClient(server);
        await client.ConnectAsync();
        await client.LoseAsync();
        var filler = new string('x', 1000);
        for (var i = 0; i < 50; i++)
        {
            server.Main.Emit("n", i, filler);
        }

        var connection = await server.OpenAsync(buffer: 1024);
        await connection.SendAsync($$"""40{"pid":"{{client.Pid}}"}""");
        await Eventually.TrueAsync(() => connection.Session.Outbound.Bytes > 0);
        for (var i = 50; i < 200; i++)
        {
            server.Main.Emit("n", i, filler);
        }

        // Long before any other limit of time.
        for (var i = 0; i < 300 && !connection.Session.HasEnded; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await server.SettleAsync(connection);
        }

        Assert.True(connection.Session.HasEnded);
    }

    [Fact]
    public async Task TheOlderConnectionIsEndedByTheReturnAndItsLaterCloseChangesNothing()
    {
        var server = new TestServer(Sys, On);
        var reasons = new List<DisconnectReason>();
        var ended = new TaskCompletionSource();
        server.Main.OnDisconnect((_, reason) =>
        {
            reasons.Add(reason);
            ended.TrySetResult();
        });
        var client = new RecoveringClient(server);
        await client.ConnectAsync();
        var first = await SocketOf(server, client);
        await first!.Join("r");
        var older = client.Connection;
        server.Main.To("r").Emit("one");
        Assert.Equal("one", await client.NextAsync());

        // The server has not noticed anything.
        server.Main.To("r").Emit("two");
        Assert.Equal(["two"], await client.ConnectAsync());
        Assert.True(client.Recovered);
        Assert.Equal("42[\"two\",\"" + client.Offset + "\"]", await older.ReceiveAsync());
        Assert.Equal("41", await older.ReceiveAsync());
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((CloseReason.TransportClose, true), (reasons[0].Name, reasons[0].Recoverable));
        var second = Assert.Single(server.Main.Sockets);
        Assert.NotSame(first, second);
        Assert.True(second.Recovered);

        older.Abort();
        await older.Session.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        server.Main.To("r").Emit("three");
        Assert.Equal("three", await client.NextAsync());
        await client.LoseAsync();
        server.Main.To("r").Emit("four");
        Assert.Equal(["four"], await client.ConnectAsync());
        Assert.True(client.Recovered);
        Assert.Single(server.Main.Sockets);
    }

    [Fact]
    public async Task ManyWhoClaimTheSamePidAreOneSocket()
    {
        var server = new TestServer(Sys, On);
        var client = new RecoveringClient(server);
        await client.ConnectAsync();
        var rivals = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => server.OpenAsync()));
        await Task.WhenAll(rivals.Select(r => r.SendAsync($$"""40{"pid":"{{client.Pid}}"}""")));

        // Each was let in, or ended before it was; the last of them stays.
        foreach (var rival in rivals)
        {
            Assert.Matches("^4[01]", await rival.ReceiveAsync());
        }

        await Eventually.TrueAsync(() => server.Main.Sockets.Count == 1);
        Assert.Equal(client.Id, Assert.Single(server.Main.Sockets).Id);
        server.Main.Emit("n");
        Assert.Equal(1, await server.Main.CountAsync());
    }

    [Fact]
    public async Task ASessionThatIsOverIsToldOfAndCannotBeTakenUp()
    {
        var server = new TestServer(Sys, On + "connection-state-recovery.max-disconnection-duration = 2m");
        var expired = new TaskCompletionSource<ExpiredSession>();
        server.Main.OnSessionExpired(expired.SetResult);
        var client = new RecoveringClient(server);
        await client.ConnectAsync();
        var socket = await SocketOf(server, client);
        await socket!.Join("r");
        socket.Data.Set("name", "Ada");
        var id = client.Id!;
        await client.LoseAsync();
        await Eventually.TrueAsync(() => socket is { Connected: false, Rooms.Count: 0 });
        server.Time.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromMilliseconds(1));
        Assert.False(expired.Task.IsCompleted);
        server.Time.Advance(TimeSpan.FromMilliseconds(1));
        var session = await expired.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((id, "Ada", true), (session.Id, session.Data.Get<string>("name"), session.Reason.Recoverable));
        Assert.Equal(["r", id], session.Rooms.OrderByDescending(r => r == "r"));
        Assert.Same(server.Main, session.Namespace);
        Assert.True(server.Main.EventLog!.IsUnused);
        await client.ConnectAsync();
        Assert.False(client.Recovered);
        Assert.NotEqual(id, client.Id);
    }

    [Fact]
    public async Task WhoseTokenExpiredMeanwhileBeginsANewSession()
    {
        var server = new TestServer(Sys, On);
        var expired = new TaskCompletionSource<ExpiredSession>();
        server.Main.OnSessionExpired(expired.SetResult);
        server.Main.Use((s, next) =>
        {
            s.ExpiresAt = server.Time.GetUtcNow() + TimeSpan.FromMinutes(1);
            return next();
        });
        var client = new RecoveringClient(server);
        await client.ConnectAsync();
        var socket = await SocketOf(server, client);
        await client.LoseAsync();
        await Eventually.TrueAsync(() => !socket!.Connected);
        server.Time.Advance(TimeSpan.FromSeconds(61));
        await client.ConnectAsync();
        Assert.False(client.Recovered);
        Assert.Equal(socket!.Id, (await expired.Task.WaitAsync(TimeSpan.FromSeconds(20))).Id);
        var next = await SocketOf(server, client);
        Assert.True(next!.ExpiresAt > server.Time.GetUtcNow());
    }

    [Fact]
    public async Task WhatIsEmittedToASocketWhoseClientIsAwayReachesItsNextOne()
    {
        var server = new TestServer(Sys, On);
        var client = new RecoveringClient(server);
        await client.ConnectAsync();
        var first = (await SocketOf(server, client))!;
        await client.LoseAsync();
        await Eventually.TrueAsync(() => !first.Connected);
        first.Emit("progress", 1);
        await first.EmitAsync("progress", 2);
        Assert.Equal(["progress 1", "progress 2"], await client.ConnectAsync());
        await SocketOf(server, client);
        first.Emit("progress", 3);
        Assert.Equal("progress 3", await client.NextAsync());
        await client.Connection.SendAsync("41");
        await Eventually.TrueAsync(() => server.Main.Sockets.Count == 0);
        first.Emit("progress", 4);
        Assert.Throws<ArgumentException>(() => first.Emit("connect"));
        Assert.True(server.Main.EventLog!.IsUnused);
    }

    [Fact]
    [Mirrors("socket.io/connection-state-recovery.ts", "should not call adapter#persistSession or adapter#restoreSession if disabled")]
    public async Task ANamespaceWithoutRecoveryHasNoLog()
    {
        var server = new TestServer(Sys, "namespaces { \"/chat\" { connection-state-recovery { enabled = on } } }");
        Assert.Null(server.Main.EventLog);
        Assert.NotNull(server.Of("/chat").EventLog);
        var client = await server.ConnectAsync();
        server.Main.Emit("hi");
        Assert.Equal("42[\"hi\"]", await client.ReceiveAsync());
        await client.SendAsync("40/chat,{\"pid\":\"unknown\"}");
        Assert.Matches("^40/chat,{\"sid\":\"[^\"]{20}\",\"pid\":\"[^\"]{20}\"}$", await client.ReceiveAsync());
    }

    private static async Task<ISocket?> SocketOf(TestServer server, RecoveringClient client)
    {
        ISocket? socket = null;
        await Eventually.TrueAsync(() => (socket = server.Main.Sockets.SingleOrDefault(s => s.Id == client.Id)) is not null);
        return socket;
    }

    private static async Task<string?> TryReceiveAsync(TestClient client)
    {
        try
        {
            return await client.ReceiveAsync();
        }
        catch (System.Net.WebSockets.WebSocketException)
        {
            return null;
        }
    }
}
