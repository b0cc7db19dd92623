using Akka.Actor;
using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Sockets;

public class BackpressureTests : TestKit
{
    [Fact]
    public async Task AHandlerThatDoesNotFinishStopsTheReadingOfItsOwnConnectionAndOfNoOther()
    {
        var server = new TestServer(Sys, "inbound-window = 4");
        var gate = new TaskCompletionSource();
        var handled = 0;
        server.Main.On("hang", async (EventContext _) =>
        {
            await gate.Task;
            handled++;
        });
        server.Main.On("echo", (EventContext e) => e.Ack!.Send(e.Arguments));

        var stuck = await server.ConnectAsync(buffer: 1024);
        var other = await server.ConnectAsync();
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 1000; i++)
            {
                await stuck.SendAsync("42[\"hang\"]");
            }
        });
        await Eventually.TrueAsync(() => stuck.Link.Credit.IsPaused);
        Assert.Equal(4, stuck.Link.Credit.Outstanding);

        for (var i = 0; i < 100; i++)
        {
            await other.SendAsync($"42{i}[\"echo\",{i}]");
            Assert.Equal($"43{i}[{i}]", await other.ReceiveAsync());
        }

        Assert.Equal(4, stuck.Link.Credit.Outstanding);
        Assert.False(sending.IsCompleted);
        gate.SetResult();
        await sending;
        await Eventually.TrueAsync(() => Volatile.Read(ref handled) == 1000);
    }

    [Fact]
    public async Task APacketOfManySmallValuesTakesWhatItCostsInMemory()
    {
        var server = new TestServer(Sys, "inbound-window-bytes = 1MiB");
        var gate = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        server.Main.On("hang", (EventContext _) =>
        {
            arrived.SetResult();
            return gate.Task;
        });
        var client = await server.ConnectAsync(buffer: 64 * 1024);
        await client.SendAsync($"42[\"hang\"{string.Concat(Enumerable.Repeat(",1", 10_000))}]");
        await arrived.Task;
        Assert.InRange(client.Link.Credit.OutstandingBytes, 100_000, 110_000);
        gate.SetResult();
        await Eventually.TrueAsync(() => client.Link.Credit.OutstandingBytes == 0);
    }

    [Fact]
    public async Task MessagesWithoutAByteFillAnOutboxToo()
    {
        var server = new TestServer(Sys, "max-buffered-bytes = 100kB");
        var client = await server.ConnectAsync(buffer: 64);
        var sent = 0;
        while (!client.Session.HasEnded && sent++ < 100_000)
        {
            client.Session.Send(ReadOnlySpan<byte>.Empty);
        }

        Assert.InRange(sent, 1, 10_000);
        await Eventually.TrueAsync(() => server.Buffer.Bytes == 0);
    }

    [Fact]
    public async Task WhoAskedWhenItConnectedHasTheWindowAfterwards()
    {
        var server = new TestServer(Sys, "inbound-window = 4");
        var gate = new TaskCompletionSource();
        server.Main.OnConnection(s => s.EmitWithAckAsync<int>("question"));
        var handled = new TaskCompletionSource();
        server.Main.On("hang", (EventContext _) =>
        {
            handled.TrySetResult();
            return gate.Task;
        });

        var client = await server.ConnectAsync(buffer: 1024);
        Assert.Equal("420[\"question\"]", await client.ReceiveAsync());
        await client.SendAsync("42[\"hang\"]");
        await client.SendAsync("430[1]");
        await handled.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 1000; i++)
            {
                await client.SendAsync("42[\"hang\"]");
            }
        });
        await Eventually.TrueAsync(() => client.Link.Credit.IsPaused);
        var actor = ((Socket)server.Main.Sockets.Single()).Actor;
        for (var i = 0; i < 50; i++)
        {
            await server.SettleAsync(client);
            await actor.Ask<ActorIdentity>(new Identify(null), TimeSpan.FromSeconds(20));
            Assert.Equal(4, client.Link.Credit.Outstanding);
        }

        Assert.False(sending.IsCompleted);
        gate.SetResult();
        await sending;
    }

    [Fact]
    public async Task AHandlerThatDoesNotFinishDoesNotCostItsConnectionTheHeartbeat()
    {
        var server = new TestServer(Sys, "inbound-window = 1, ping-interval = 10s, ping-timeout = 5s");
        var gate = new TaskCompletionSource();
        server.Main.On("hang", (EventContext _) => gate.Task);
        server.Main.On("echo", (EventContext e) => e.Ack!.Send());

        var client = await server.ConnectAsync();
        await client.SendAsync("42[\"hang\"]");
        await Eventually.TrueAsync(() => client.Link.Credit.IsPaused);

        // Nobody reads the client's pongs now. Many times its ping timeout goes by.
        for (var i = 0; i < 60; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await server.SettleAsync(client);
        }

        Assert.False(client.Session.HasEnded);
        gate.SetResult();
        await client.SendAsync("421[\"echo\"]");
        Assert.Equal("431[]", await client.ReceiveAsync());
    }

    [Fact]
    public async Task AClientThatIsSilentTimesOut()
    {
        var server = new TestServer(Sys, "ping-interval = 10s, ping-timeout = 5s");
        var client = await server.ConnectAsync();
        for (var i = 0; i < 20; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await server.SettleAsync(client);
        }

        await Eventually.TrueAsync(() => client.Session.HasEnded);
    }

    [Fact]
    public async Task AClientThatSendsPongsButDoesNotReadTimesOut()
    {
        var server = new TestServer(Sys, "ping-interval = 10s, ping-timeout = 5s");
        var connected = new TaskCompletionSource<ISocket>();
        server.Main.OnConnection(connected.SetResult);
        var client = await server.ConnectAsync(buffer: 1024);
        var socket = await connected.Task;
        for (var i = 0; i < 1000; i++)
        {
            socket.Emit("unread", new string('x', 1000));
        }

        await Eventually.TrueAsync(() => client.Link.HasUnwritten);
        for (var i = 0; i < 60 && !client.Session.HasEnded; i++)
        {
            await client.SendAsync("3");
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await server.SettleAsync(client);
        }

        Assert.True(client.Session.HasEnded);
    }

    [Fact]
    public async Task AttachmentsThatTheServerDoesNotReadAreNotLate()
    {
        var server = new TestServer(Sys, "inbound-window = 3, attachments-timeout = 10s");
        server.Main.On("file", (EventContext e) => e.Ack!.Send(e.Arguments.Attachments[0].Length));

        var client = await server.ConnectAsync();
        var before = client.Session.Deadline;
        await client.SendAsync("451-7[\"file\",{\"_placeholder\":true,\"num\":0}]");
        await Eventually.TrueAsync(() => client.Session.Deadline < before && client.Link.Credit.Outstanding == 0);

        // As if other events of the connection had filled its window between the head and the attachment.
        for (var i = 0; i < 3; i++)
        {
            client.Link.Credit.Take(1);
        }

        Assert.True(client.Link.Credit.TryPause());
        for (var i = 0; i < 60; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await server.SettleAsync(client);
        }

        for (var i = 0; i < 3; i++)
        {
            client.Link.Credit.Return(1);
        }

        await client.SendAsync(new byte[5]);
        Assert.Equal("437[5]", await client.ReceiveAsync());
    }

    [Fact]
    public async Task AttachmentsThatDoNotComeEndTheConnection()
    {
        var server = new TestServer(Sys, "attachments-timeout = 10s");
        var client = await server.ConnectAsync();
        var before = client.Session.Deadline;
        await client.SendAsync("451-7[\"file\",{\"_placeholder\":true,\"num\":0}]");
        await Eventually.TrueAsync(() => client.Session.Deadline < before);
        for (var i = 0; i < 100 && !client.Session.HasEnded; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await server.SettleAsync(client);
        }

        Assert.Null(await client.ReceiveAsync());
        Assert.Equal(1008, (int?)client.CloseStatus);
    }

    [Fact]
    public async Task AsksBehindAFullWindowAreAllAnswered()
    {
        var server = new TestServer(Sys, "inbound-window = 2");
        server.Main.On("ask", async (EventContext e) => e.Ack!.Send(await e.Socket.EmitWithAckAsync<int>("question")));

        // The client sends all its events before it answers the first question: the answers come behind them.
        var client = await server.ConnectAsync();
        for (var i = 0; i < 50; i++)
        {
            await client.SendAsync($"42{i}[\"ask\"]");
        }

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal($"42{i}[\"question\"]", await client.ReceiveAsync());
        }

        for (var i = 49; i >= 0; i--)
        {
            await client.SendAsync($"43{i}[{i}]");
            Assert.Equal($"43{i}[{i}]", await client.ReceiveAsync());
        }
    }

    [Fact]
    public async Task AClientThatCallsBackWhileItIsAskedDoesNotDeadlock()
    {
        var server = new TestServer(Sys, "inbound-window = 1");
        server.Main.On("start", async (EventContext e) => e.Ack!.Send(await e.Socket.EmitWithAckAsync<string>("question")));
        server.Main.On("help", (EventContext e) => e.Ack!.Send("use 42"));

        var client = await server.ConnectAsync();
        await client.SendAsync("420[\"start\"]");
        Assert.Equal("420[\"question\"]", await client.ReceiveAsync());
        await client.SendAsync("421[\"help\"]");
        Assert.Equal("431[\"use 42\"]", await client.ReceiveAsync());
        await client.SendAsync("430[\"42\"]");
        Assert.Equal("430[\"42\"]", await client.ReceiveAsync());
    }

    [Fact]
    public async Task AnAskInOnConnectionIsAnsweredThoughEventsComeFirst()
    {
        var server = new TestServer(Sys, "inbound-window = 1");
        server.Main.OnConnection(async socket =>
        {
            var name = await socket.EmitWithAckAsync<string>("who");
            socket.On("hello", (EventContext e) => e.Ack!.Send(name));
        });

        var client = await server.ConnectAsync();
        for (var i = 0; i < 20; i++)
        {
            await client.SendAsync($"42{i}[\"hello\"]");
        }

        Assert.Equal("420[\"who\"]", await client.ReceiveAsync());
        await client.SendAsync("430[\"ada\"]");
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal($"43{i}[\"ada\"]", await client.ReceiveAsync());
        }
    }

    [Fact]
    public async Task EventsThatWaitForAnAskInOnConnectionAreBounded()
    {
        var server = new TestServer(Sys, "max-inbound-bytes = 20000, max-http-buffer-size = 2000");
        var ended = new TaskCompletionSource<DisconnectReason>();
        server.Main.OnConnection(async socket =>
        {
            socket.OnDisconnect(ended.SetResult);
            await socket.EmitWithAckAsync("who");
        });

        var client = await server.ConnectAsync();
        var padding = new string('x', 1000);
        _ = Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await client.SendAsync($"42[\"hello\",\"{padding}\"]");
            }
        });
        Assert.Equal(CloseReason.InboundOverflow, (await ended.Task.WaitAsync(TimeSpan.FromSeconds(20))).Name);
        client.Abort();
    }

    [Fact]
    public async Task APacketOfManyPartsPassesASmallWindow()
    {
        var server = new TestServer(Sys, "inbound-window = 1, inbound-window-bytes = 10, max-attachments = 100");
        server.Main.On("parts", (EventContext e) => e.Ack!.Send(e.Arguments.Attachments.Count));
        var client = await server.ConnectAsync();
        var placeholders = string.Join(',', Enumerable.Range(0, 100).Select(i => $"{{\"_placeholder\":true,\"num\":{i}}}"));
        await client.SendAsync($"45100-7[\"parts\",{placeholders}]");
        for (var i = 0; i < 100; i++)
        {
            await client.SendAsync(new byte[100]);
        }

        Assert.Equal("437[100]", await client.ReceiveAsync());
        await Eventually.TrueAsync(() => client.Link.Credit is { Outstanding: 0, OutstandingBytes: 0 });
    }

    [Fact]
    public async Task AnEventThatNobodyHandlesGivesItsPlaceBack()
    {
        var server = new TestServer(Sys, "inbound-window = 1");
        server.Main.On("echo", (EventContext e) => e.Ack!.Send());
        var client = await server.ConnectAsync();
        await client.SendAsync("42[\"nobody\"]");
        await client.SendAsync("421[\"echo\"]");
        Assert.Equal("431[]", await client.ReceiveAsync());
    }

    [Fact]
    public async Task WhileAPongIsAwaitedTheFirstMessageIsASignOfLifeOnce()
    {
        var server = new TestServer(Sys, "ping-interval = 10s, ping-timeout = 5s");
        var handled = 0;
        server.Main.On("e", (EventContext _) => handled++);
        var client = await server.ConnectAsync();
        await AdvanceAsync(10);
        await Eventually.TrueAsync(() => client.Link.PingWritten != 0);
        await AdvanceAsync(4);
        await SendEventAsync();
        await AdvanceAsync(4);
        Assert.False(client.Session.HasEnded);
        await SendEventAsync();
        await AdvanceAsync(1);
        Assert.True(client.Session.HasEnded);

        async Task AdvanceAsync(int seconds)
        {
            for (var i = 0; i < seconds; i++)
            {
                server.Time.Advance(TimeSpan.FromSeconds(1));
                await server.SettleAsync(client);
            }
        }

        async Task SendEventAsync()
        {
            var next = handled + 1;
            await client.SendAsync("42[\"e\"]");
            await Eventually.TrueAsync(() => Volatile.Read(ref handled) == next);
        }
    }

    [Fact]
    public async Task AttachmentsThatHaveComeAreWaitedForNoMore()
    {
        var server = new TestServer(Sys, "attachments-timeout = 10s");
        server.Main.On("file", (EventContext e) => e.Ack!.Send());
        var client = await server.ConnectAsync();
        await client.SendAsync("451-7[\"file\",{\"_placeholder\":true,\"num\":0}]");
        await client.SendAsync(new byte[5]);
        Assert.Equal("437[]", await client.ReceiveAsync());
        for (var i = 0; i < 20; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await server.SettleAsync(client);
        }

        Assert.False(client.Session.HasEnded);
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should interleave with pongs if many messages buffered after connection open")]
    public async Task APongThatComesBeforeTheRestOfItsBatchIsWrittenCounts()
    {
        var server = new TestServer(Sys, "ping-interval = 10s, ping-timeout = 5s");
        var handled = 0;
        server.Main.On("e", (EventContext _) => handled++);
        var client = await server.ConnectAsync(buffer: 1024);
        client.AnswersPings = false;
        await Eventually.TrueAsync(() => server.Main.Sockets.Count == 1);
        var payload = new string('x', 20_000);
        server.Main.Emit("a", payload);
        await Eventually.TrueAsync(() => client.Link.HasUnwritten);
        for (var i = 0; i < 10; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await server.SettleAsync(client);
        }

        server.Main.Emit("b", payload);
        await server.SettleAsync(client);
        Assert.StartsWith("42[\"a\"", await client.ReceiveAsync());

        Assert.Equal("2", await client.ReceiveAsync());

        // What was written with the ping is still on its way: the client answers as it reads.
        await client.SendAsync("3");
        await client.SendAsync("42[\"e\"]");
        await Eventually.TrueAsync(() => Volatile.Read(ref handled) == 1);
        Assert.StartsWith("42[\"b\"", await client.ReceiveAsync());
        await Eventually.TrueAsync(() => client.Link.PingWritten != 0);
        for (var i = 0; i < 9; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await server.SettleAsync(client);
        }

        Assert.False(client.Session.HasEnded);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("2", await client.ReceiveAsync());
    }
}
