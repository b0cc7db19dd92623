using Akka.Actor;
using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Sockets;

public class EndTests : TestKit
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task EventsReceivedBeforeTheEndStillRunAndThenTheEndDoesInItsOrder()
    {
        var server = new TestServer(Sys);
        var log = new List<string>();
        var joined = new TaskCompletionSource();
        var done = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        server.Main.OnConnection(async socket =>
        {
            await socket.Join("room");
            socket.On("n", async (EventContext e) =>
            {
                await gate.Task;
                log.Add($"event {e.Arguments.Get<int>(0)}, connected {socket.Connected}");
                e.Ack?.Send("to nobody");
            });
            socket.OnDisconnecting(reason => log.Add($"disconnecting {reason.Name}, rooms {socket.Rooms.Count}"));
            socket.OnDisconnect(reason => log.Add($"disconnect {reason.Name}, rooms {socket.Rooms.Count}"));
            socket.OnDisconnect(_ => done.SetResult());
            joined.SetResult();
        });

        var client = await server.ConnectAsync();
        await joined.Task.WaitAsync(s_patience);
        await client.SendAsync("421[\"n\",1]");
        await client.SendAsync("422[\"n\",2]");
        await client.SendAsync("41");
        await Eventually.TrueAsync(() => server.Main.Sockets.Count == 0);
        Assert.Equal(0, await server.Main.In("room").CountAsync());
        gate.SetResult();
        await done.Task.WaitAsync(s_patience);
        Assert.Equal(
            ["event 1, connected False", "event 2, connected False", "disconnecting client namespace disconnect, rooms 2", "disconnect client namespace disconnect, rooms 0"],
            log);

        // Nothing of it is on the wire: the next thing that the client reads is the answer to its next CONNECT.
        await client.JoinAsync();
    }

    [Fact]
    public async Task WhatHasNotEndedAfterCloseTimeoutIsDropped()
    {
        var server = new TestServer(Sys, "close-timeout = 30s");
        var handled = 0;
        var ended = new TaskCompletionSource<DisconnectReason>();
        server.Main.OnConnection(socket =>
        {
            socket.On("hang", (EventContext _) =>
            {
                handled++;
                return new TaskCompletionSource().Task;
            });
            socket.OnDisconnect(ended.SetResult);
        });

        var client = await server.ConnectAsync();
        await client.SendAsync("42[\"hang\"]");
        await client.SendAsync("42[\"hang\"]");
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 2);
        Watch(client.Session.Actor);
        await client.CloseAsync();
        await Eventually.TrueAsync(() => server.Main.Sockets.Count == 0);
        server.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(ended.Task.IsCompleted);
        await AdvanceUntilAsync(server, ended.Task);
        Assert.Equal(CloseReason.TransportClose, (await ended.Task).Name);
        Assert.Equal(1, handled);
        ExpectTerminated(client.Session.Actor, s_patience);
    }

    [Fact]
    public async Task AConnectionStopsOnlyAfterItsSocketsHaveEnded()
    {
        var server = new TestServer(Sys);
        var gate = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        server.Main.OnDisconnect(async (_, _) =>
        {
            reached.SetResult();
            await gate.Task;
        });

        var client = await server.ConnectAsync();
        Watch(client.Session.Actor);
        await client.CloseAsync();
        await reached.Task.WaitAsync(s_patience);
        await server.SettleAsync(client);
        Assert.False(client.Session.Stopped.IsCompleted);
        gate.SetResult();
        ExpectTerminated(client.Session.Actor, s_patience);
    }

    [Fact]
    public async Task TheTokenFiresAndWhatTheClientOwesFails()
    {
        var server = new TestServer(Sys);
        var asked = new TaskCompletionSource<Task<string>>();
        ISocket? socket = null;
        server.Main.OnConnection(s =>
        {
            socket = s;
            asked.SetResult(s.EmitWithAckAsync<string>("question"));
        });

        var client = await server.ConnectAsync();
        Assert.Equal("420[\"question\"]", await client.ReceiveAsync());
        var aborted = socket!.Aborted;
        Assert.False(aborted.IsCancellationRequested);
        await client.SendAsync("41");
        var failure = await Assert.ThrowsAsync<SocketDisconnectedException>(async () => await (await asked.Task).WaitAsync(s_patience));
        Assert.Equal(DisconnectReason.ClientNamespaceDisconnect, failure.Reason.Name);
        await Eventually.TrueAsync(() => aborted.IsCancellationRequested);
        await Assert.ThrowsAsync<SocketDisconnectedException>(() => socket.EmitWithAckAsync<string>("question"));
        await socket.Join("too late");
        Assert.DoesNotContain("too late", socket.Rooms);
    }

    [Fact]
    public async Task AnExceptionInAHandlerLeavesTheConnectionUp()
    {
        var server = new TestServer(Sys);
        var errors = new List<SocketError>();
        server.Main.OnError(errors.Add);
        server.Main.On("sync", (EventContext _) => throw new InvalidOperationException("sync"));
        server.Main.On("async", async (EventContext _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("async");
        });
        server.Main.On("echo", (EventContext e) => e.Ack!.Send());

        var client = await server.ConnectAsync();
        await client.SendAsync("420[\"sync\"]");
        await client.SendAsync("421[\"async\"]");
        await client.SendAsync("422[\"echo\"]");
        Assert.Equal("432[]", await client.ReceiveAsync());
        Assert.Equal(["sync", "async"], errors.Select(e => e.Exception.Message));
        Assert.All(errors, e => Assert.Equal(SocketErrorPhase.Handler, e.Phase));
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 0);
    }

    [Fact]
    public async Task ASocketWhoseActorFailsIsDisconnectedAndTheOthersStay()
    {
        var server = new TestServer(Sys);
        server.Of("/other").On("echo", (EventContext e) => e.Ack!.Send());
        Socket? socket = null;
        server.Main.OnConnection(s => socket = (Socket)s);
        var client = await server.ConnectAsync();
        await client.JoinAsync("/other");
        await Eventually.TrueAsync(() => socket is not null);
        socket!.Actor.Tell(Kill.Instance);
        Assert.Equal("41", await client.ReceiveAsync());
        Assert.Empty(server.Main.Sockets);
        await client.SendAsync("42/other,1[\"echo\"]");
        Assert.Equal("43/other,1[]", await client.ReceiveAsync());
        await client.JoinAsync();
    }

    [Fact]
    public async Task AClientThatDoesNotReadIsClosedAtTheCap()
    {
        var server = new TestServer(Sys, "max-buffered-bytes = 200kB, max-buffered-bytes-total = 100MB");
        var ended = new TaskCompletionSource<DisconnectReason>();
        ISocket? socket = null;
        server.Main.OnConnection(s =>
        {
            s.OnDisconnect(ended.SetResult);
            socket = s;
        });

        var client = await server.ConnectAsync();
        await Eventually.TrueAsync(() => socket is not null);
        var payload = new string('x', 1000);
        for (var i = 0; i < 1000; i++)
        {
            socket!.Emit("n", payload);
            Assert.True(client.Session.Outbound.Bytes <= 200_000);
        }

        Assert.Equal(CloseReason.ClientTooSlow, (await ended.Task.WaitAsync(s_patience)).Name);
        await Eventually.TrueAsync(() => server.Buffer.Bytes == 0);
    }

    [Fact]
    public async Task AMillionAwaitedEmitsStayWithinTheBounds()
    {
        var server = new TestServer(Sys, "max-buffered-bytes = 100kB, max-buffered-bytes-total = 100kB");
        ISocket? socket = null;
        server.Main.OnConnection(s => socket = s);
        var client = await server.ConnectAsync(buffer: 64 * 1024);
        await Eventually.TrueAsync(() => socket is not null);

        const int Count = 1_000_000;
        var most = 0L;
        var emitting = Task.Run(async () =>
        {
            for (var i = 0; i < Count; i++)
            {
                await socket!.EmitAsync("n", i);
                most = Math.Max(most, server.Buffer.Bytes);
            }
        });
        for (var i = 0; i < Count; i++)
        {
            Assert.Equal($"42[\"n\",{i}]", await client.ReceiveAsync());
        }

        await emitting;
        Assert.InRange(most, 1000, 100_000);
        Assert.False(client.Session.HasEnded);
    }

    [Fact]
    public async Task EmitThrowsWhenTheNodeIsFullAndEmitAsyncWaits()
    {
        var server = new TestServer(Sys, "max-buffered-bytes = 100kB, max-buffered-bytes-total = 100kB");
        ISocket? socket = null;
        server.Main.OnConnection(s => socket = s);
        var client = await server.ConnectAsync();
        await Eventually.TrueAsync(() => socket is not null);
        server.Buffer.Add(100_000);
        Assert.Throws<OutboundBufferFullException>(() => socket!.Emit("n"));
        Assert.Throws<OutboundBufferFullException>(() => server.Main.Emit("n"));
        var waiting = socket!.EmitAsync("one").AsTask();
        var all = server.Main.EmitAsync("two").AsTask();
        using var cancel = new CancellationTokenSource();
        var given = server.Main.EmitAsync("never", [], cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.False(waiting.IsCompleted || all.IsCompleted);
        server.Buffer.Release(100_000);
        await Task.WhenAll(waiting, all).WaitAsync(s_patience);
        Assert.Equal(["42[\"one\"]", "42[\"two\"]"], new[] { await client.ReceiveAsync(), await client.ReceiveAsync() }.Order());
    }

    [Fact]
    public async Task WhatIsDroppedAfterCloseTimeoutGivesItsPlaceBack()
    {
        var server = new TestServer(Sys, "close-timeout = 30s");
        var connected = new TaskCompletionSource<Socket>();
        var ended = new TaskCompletionSource();
        server.Main.OnConnection(s => connected.SetResult((Socket)s));
        server.Main.On("hang", (EventContext _) => new TaskCompletionSource().Task);
        server.Main.OnDisconnect((_, _) => ended.SetResult());
        var client = await server.ConnectAsync();
        await client.SendAsync("42[\"hang\"]");
        await client.SendAsync("42[\"hang\"]");
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 2);
        await client.SendAsync("41");
        await Eventually.TrueAsync(() => server.Main.Sockets.Count == 0);

        // The socket's actor has heard of the end: its timer runs.
        await server.SettleAsync(client);
        await (await connected.Task).Actor.Ask<ActorIdentity>(new Identify(null), s_patience);
        server.Time.Advance(TimeSpan.FromSeconds(30));
        await ended.Task.WaitAsync(s_patience);

        // That of the handler that hangs, too: nobody waits for it any more.
        Assert.Equal(0, client.Link.Credit.Outstanding);
    }

    [Fact]
    public async Task HandlersOfTheEndThatDoNotFinishAreLeftBehindAfterCloseTimeout()
    {
        var server = new TestServer(Sys, "close-timeout = 30s");
        var reached = new TaskCompletionSource();
        server.Main.OnDisconnect((_, _) =>
        {
            reached.SetResult();
            return new TaskCompletionSource().Task;
        });
        var client = await server.ConnectAsync();
        await client.CloseAsync();
        await reached.Task.WaitAsync(s_patience);
        server.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(client.Session.Stopped.IsCompleted);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await client.Session.Stopped.WaitAsync(s_patience);
    }

    [Fact]
    public async Task AConnectionThatEndsWithoutJoiningMakesRoomForAnother()
    {
        var server = new TestServer(Sys, "max-pending-handshakes = 1");
        var client = await server.OpenAsync();
        Assert.True(server.Handshakes.IsFull);
        await client.CloseAsync();
        await Eventually.TrueAsync(() => server.Handshakes.Count == 0);
        await server.ConnectAsync();
    }

    [Fact]
    public async Task AnAwaitedBroadcastWaitsForTheSlowest()
    {
        var server = new TestServer(Sys, "max-buffered-bytes = 100kB");
        var client = await server.ConnectAsync();
        await Eventually.TrueAsync(() => server.Main.Sockets.Count == 1);
        client.Session.Outbound.TryAdd(60_000);
        var all = server.Main.EmitAsync("n").AsTask();
        Assert.False(all.IsCompleted);
        client.Session.Outbound.Remove(60_000);
        await all.WaitAsync(s_patience);
        Assert.Equal("42[\"n\"]", await client.ReceiveAsync());
    }

    // The timer is set on another thread than the test's: the clock goes on until it has fired.
    private static async Task AdvanceUntilAsync(TestServer server, Task task)
    {
        var end = Environment.TickCount64 + (long)s_patience.TotalMilliseconds;
        while (!task.IsCompleted && Environment.TickCount64 < end)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(task, Task.Run(() => { }));
        }

        await task.WaitAsync(s_patience);
    }
}
