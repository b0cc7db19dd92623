using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>Listeners to all events of a socket, incoming and outgoing.</summary>
public class AnyListenerTests
{
    [Fact]
    [Mirrors("socket.io/socket.ts", "onAny > should call listener")]
    public async Task EachIncomingEventIsHeardBeforeMiddlewaresAndHandlers()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        server.Io.OnConnection(s =>
        {
            s.OnAny(e => steps.Add($"heard {e.Name} {e.Arguments.Count} {e.Ack is not null}"));
            s.OnAny(async e =>
            {
                await Task.Yield();
                steps.Add("heard later " + e.Arguments.Get<int>(0));
            });
            s.Use((e, next) =>
            {
                steps.Add("asked");
                return next();
            });
            s.On("known", (int n) => steps.Add("handled " + n));
        });
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"unknown\",1]", "42[\"known\",2]");
        Assert.Equal(
            ["heard unknown 1 True", "heard later 1", "asked", "heard known 1 False", "heard later 2", "asked", "handled 2"], await steps.NextAsync(7));
    }

    [Fact]
    [Mirrors("socket.io/socket.ts", "onAny > should prepend listener")]
    [Mirrors("socket.io/socket.ts", "onAny > should remove listener")]
    public async Task ListenersArePrependedAndRemoved()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        Action<EventContext> two = _ => steps.Add("two");
        server.Io.OnConnection(s =>
        {
            s.OnAny(_ => steps.Add("three"));
            s.PrependAny(two);
            s.PrependAny(_ =>
            {
                steps.Add("one");
                return Task.CompletedTask;
            });
            s.OnAny(two);
            Assert.Equal(4, s.ListenersAny.Count);
            Assert.Same(two, s.ListenersAny[1]);
        });
        server.Io.On("one less", (ISocket s) => s.OffAny(two));
        server.Io.On("none", (ISocket s) =>
        {
            s.OffAny();
            return s.ListenersAny.Count;
        });
        await using var client = await server.ConnectAsync();
        await client.SendAsync("42[\"one less\"]", "42[\"x\"]", "42[\"none\"]", "42[\"x\"]", "421[\"none\"]");
        Assert.Equal(["one", "two", "three", "two", "one", "three", "two", "one", "three", "two"], await steps.NextAsync(10));
        await client.ExpectAsync("431[0]");
        Assert.True(steps.IsEmpty);
    }

    [Fact]
    public async Task OneThatFailsStopsNothing()
    {
        await using var server = await IoServer.StartAsync();
        var errors = new Probe<SocketError>();
        server.Io.OnError(errors.Add);
        server.Io.OnConnection(s =>
        {
            s.OnAny(_ => throw new InvalidOperationException("first"));
            s.OnAny(_ => Task.FromException(new InvalidOperationException("second")));
            s.OnAnyOutgoing((_, _) => throw new InvalidOperationException("third"));
        });
        server.Io.On("do", (ISocket s) =>
        {
            s.Emit("done");
            return "ok";
        });
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"do\"]");
        await client.ExpectAsync("42[\"done\"]", "431[\"ok\"]");
        var seen = await errors.NextAsync(3);
        Assert.Equal([("first", "do"), ("second", "do"), ("third", "done")], seen.Select(e => (e.Exception.Message, e.Event)));
        Assert.All(seen, e => Assert.Equal(SocketErrorPhase.Listener, e.Phase));
    }

    [Fact]
    [Mirrors("socket.io/socket.ts", "onAnyOutgoing > should call listener")]
    [Mirrors("socket.io/socket.ts", "should call listener when broadcasting")]
    [Mirrors("socket.io/socket.ts", "should call listener when broadcasting binary data")]
    public async Task EachOutgoingEventIsHeardAndNoAcknowledgement()
    {
        await using var server = await IoServer.StartAsync();
        var heard = new Probe<string>();
        server.Io.Of("/chat").OnConnection(s => s.OnAnyOutgoing((name, a) => heard.Add($"{name} {a.Count}")));
        server.Io.Of("/chat").OnConnection(s => s.OnAnyOutgoing((name, a) =>
        {
            if (name == "binary")
            {
                heard.Add($"{a.Get<byte[]>(0)![0]} {a.Get<Dictionary<string, byte[]>>(1)!["b"][0]}");
            }
        }));
        server.Io.Of("/chat").On("do", async (ISocket s) =>
        {
            s.Emit("own", 1, "é", null);
            await s.EmitAsync("own async");
            server.Io.Of("/chat").Emit("binary", new byte[] { 5 }, new { b = new byte[] { 6 } });
            s.Broadcast.Emit("not for it");
            await s.EmitWithAckAsync("asked", 1);
            return "ok";
        });
        await using var client = await server.ConnectAsync(nsp: "/chat");
        await client.SendAsync("42/chat,1[\"do\"]");
        await client.ExpectAsync(
            "42/chat,[\"own\",1,\"é\",null]", "42/chat,[\"own async\"]",
            """452-/chat,["binary",{"_placeholder":true,"num":0},{"b":{"_placeholder":true,"num":1}}]""", "bBQ==", "bBg==", "42/chat,0[\"asked\",1]");
        await client.SendAsync("43/chat,0[]");
        await client.ExpectAsync("43/chat,1[\"ok\"]");
        Assert.Equal(["own 3", "own async 0", "binary 2", "5 6", "asked 1"], await heard.NextAsync(5));
        Assert.True(heard.IsEmpty);
    }

    [Fact]
    [Mirrors("socket.io/socket.ts", "onAnyOutgoing > should prepend listener")]
    [Mirrors("socket.io/socket.ts", "onAnyOutgoing > should remove listener")]
    public async Task OutgoingListenersArePrependedAndRemoved()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        Action<string, EventArguments> two = (_, _) => steps.Add("two");
        server.Io.OnConnection(s =>
        {
            s.OnAnyOutgoing((_, _) => steps.Add("three"));
            s.PrependAnyOutgoing(two);
            s.PrependAnyOutgoing((_, _) => steps.Add("one"));
            s.OnAnyOutgoing(two);
            s.Emit("a");
            s.OffAnyOutgoing(two);
            Assert.Equal(3, s.ListenersAnyOutgoing.Count);
            Assert.Same(two, s.ListenersAnyOutgoing[2]);
            s.Emit("b");
            s.OffAnyOutgoing();
            Assert.Empty(s.ListenersAnyOutgoing);
            s.Emit("c");
        });
        await using var client = await server.ConnectAsync();
        await client.ExpectAsync("42[\"a\"]", "42[\"b\"]", "42[\"c\"]");
        Assert.Equal(["one", "two", "three", "two", "one", "three", "two"], await steps.NextAsync(7));
        Assert.True(steps.IsEmpty);
    }

    [Fact]
    public async Task AListenerThatEmitsDoesNotHearItself()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.OnConnection(s => s.OnAnyOutgoing((name, _) => s.Emit("copy of " + name)));
        await using var client = await server.ConnectAsync();
        server.Io.Emit("a");
        await client.ExpectAsync("42[\"copy of a\"]", "42[\"a\"]");
    }

    [Fact]
    public async Task ANameThatNobodyHandlesIsCountedAsOther()
    {
        await using var server = await IoServer.StartAsync();
        using var durations = server.CollectTimes("handler.duration");
        var heard = new Probe<string>();
        server.Io.OnConnection(s => s.OnAny(e => heard.Add(e.Name)));
        server.Io.On("known", () => { });
        await using var client = await server.ConnectAsync();
        await client.SendAsync("42[\"made up\"]", "42[\"known\"]");
        await heard.NextAsync(2);
        await durations.WaitForMeasurementsAsync(2, IoServer.Patience);
        Assert.Equal(["_OTHER", "known"], durations.GetMeasurementSnapshot().Select(m => m.Tags["socketio.event"]));
    }
}
