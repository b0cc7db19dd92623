using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>What an event passes before its handlers: the middlewares of its socket and of its namespace.</summary>
public class EventMiddlewareTests
{
    [Fact]
    [Mirrors("socket.io/socket-middleware.ts", "should call functions")]
    public async Task TheyRunInTheirOrderAndMayChangeTheEvent()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        server.Io.UseForEvents((e, next) =>
        {
            steps.Add($"namespace {e.Name} {e.Count}");
            return next();
        });
        server.Io.OnConnection(s =>
        {
            s.Use((e, next) =>
            {
                Assert.Same(s, e.Socket);
                e.Add("wrap");
                steps.Add($"first {e.Name} {e.Count}");
                return next();
            });
            s.Use(async (e, next) =>
            {
                await Task.Yield();
                steps.Add($"second {e.Get<string>(1)}");
                e.Name = "wrap";
                e.Insert(0, 7);
                await next();
                steps.Add("second again");
            });
            s.On("wrap", (int number, string join, string added) =>
            {
                steps.Add("handled");
                return $"{number} {join} {added}";
            });
            s.On("join", () => steps.Add("not this one"));
        });
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"join\",\"woot\"]");
        await client.ExpectAsync("431[\"7 woot wrap\"]");
        Assert.Equal(["namespace join 1", "first join 2", "second wrap", "second again", "handled"], await steps.NextAsync(5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Mirrors("socket.io/socket-middleware.ts", "should pass errors")]
    public async Task ThrowingStopsTheEventAndTellsTheApplication(bool isAsync)
    {
        await using var server = await IoServer.StartAsync();
        var errors = new Probe<SocketError>();
        server.Io.OnError(errors.Add);
        server.Io.On("do", () => "never");
        server.Io.On("fence", () => "ok");
        server.Io.OnConnection(s =>
        {
            s.Use(async (e, next) =>
            {
                if (isAsync)
                {
                    await Task.Yield();
                }

                if (e.Name == "do")
                {
                    throw new InvalidOperationException("wrong");
                }

                await next();
            });
        });
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"do\"]", "422[\"fence\"]");
        await client.ExpectAsync("432[\"ok\"]");
        var error = await errors.NextAsync();
        Assert.Equal(("wrong", SocketErrorPhase.EventMiddleware, "do"), (error.Exception.Message, error.Phase, error.Event));
    }

    [Fact]
    public async Task WithAckErrorsTheClientIsTold()
    {
        await using var server = await IoServer.StartAsync(o => o.AckErrors = true);
        server.Io.UseForEvents((e, next) => e.Name switch
        {
            "meant" => throw new SocketIoException("not you", new { code = 3 }),
            "other" => throw new InvalidOperationException("secret"),
            _ => next(),
        });
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"meant\"]", "422[\"other\"]");
        await client.ExpectAsync("""431[{"error":{"message":"not you","data":{"code":3}}}]""", """432[{"error":{"message":"internal error"}}]""");
    }

    [Fact]
    public async Task NotGoingOnDropsTheEvent()
    {
        await using var server = await IoServer.StartAsync();
        var errors = new Probe<SocketError>();
        server.Io.OnError(errors.Add);
        server.Io.UseForEvents(async (e, next) =>
        {
            await Task.Yield();
            if (e.Name == "answered")
            {
                e.Ack!.Send("by the middleware");
            }
            else if (e.Name != "dropped")
            {
                await next();
            }
        });
        server.Io.On("dropped", () => "never").On("answered", () => "never").On("fence", () => "ok");
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"dropped\"]", "422[\"answered\"]", "423[\"fence\"]");
        await client.ExpectAsync("432[\"by the middleware\"]", "433[\"ok\"]");
        Assert.True(errors.IsEmpty);
    }

    [Fact]
    public async Task AnEventIsAcknowledgedOnceAlsoByMiddlewareAndHandler()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.UseForEvents((e, next) =>
        {
            e.Add(1);
            e.Ack?.Send("first");
            return next();
        });
        server.Io.On("do", () => "second").On("fence", () => "unheard");
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"do\"]", "422[\"fence\"]");
        await client.ExpectAsync("431[\"first\"]", "432[\"first\"]");
    }

    [Fact]
    public async Task ASlowOneHoldsUpTheEventsBehindIt()
    {
        await using var server = await IoServer.StartAsync();
        var steps = new Probe<string>();
        var held = new TaskCompletionSource();
        server.Io.UseForEvents(async (e, next) =>
        {
            steps.Add("asked " + e.Name);
            if (e.Name == "one")
            {
                await held.Task;
            }

            await next();
        });
        server.Io.On("one", () => steps.Add("one")).On("two", () => steps.Add("two"));
        server.Io.OnDisconnect((_, _) => steps.Add("disconnected"));
        await using var client = await server.ConnectAsync();
        await client.SendAsync("42[\"one\"]", "42[\"two\"]", "41");
        Assert.Equal("asked one", await steps.NextAsync());
        await client.JoinAsync();
        Assert.True(steps.IsEmpty);
        held.SetResult();
        Assert.Equal(["one", "asked two", "two", "disconnected"], await steps.NextAsync(4));
    }

    [Fact]
    public async Task OneThatAsksTheClientLetsTheNextEventStart()
    {
        await using var server = await IoServer.StartAsync(o => o.InboundWindow = 1);
        server.Io.UseForEvents(async (e, next) =>
        {
            if (e.Name == "one")
            {
                e.Set(0, await e.Socket.EmitWithAckAsync<string>("really?"));
            }

            await next();
        });
        server.Io.On("one", (string answer) => answer).On("two", () => 2);
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"one\",\"?\"]");
        await client.ExpectAsync("420[\"really?\"]");
        await client.SendAsync("422[\"two\"]");
        await client.ExpectAsync("432[2]");
        await client.SendAsync("430[\"yes\"]");
        await client.ExpectAsync("431[\"yes\"]");
        await client.SendAsync("423[\"two\"]");
        await client.ExpectAsync("433[2]");
    }

    [Fact]
    public async Task TheWindowIsFreeAgainWhateverBecameOfTheEvents()
    {
        await using var server = await IoServer.StartAsync(o => o.InboundWindow = 2);
        server.Io.OnError(_ => { });
        server.Io.UseForEvents(async (e, next) =>
        {
            switch (e.Name)
            {
                case "drop":
                    return;
                case "throw":
                    await Task.Yield();
                    throw new InvalidOperationException("no");
                case "rename":
                    e.Name = "nowhere";
                    break;
                case "change":
                    await Task.Yield();
                    e.Add(1);
                    break;
                default:
                    break;
            }

            await next();
        });
        server.Io.On("change", () => { }).On("fence", () => "ok");
        await using var client = await server.ConnectAsync();
        for (var round = 1; round <= 5; round++)
        {
            await client.SendAsync("42[\"drop\"]", "42[\"throw\"]", "42[\"rename\"]", "42[\"change\"]", $"42{round}[\"fence\"]");
            await client.ExpectAsync($"43{round}[\"ok\"]");
        }
    }

    [Fact]
    public async Task ArgumentsCanBeReplacedTakenOutAndReadWithBinaryAmongThem()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.OnConnection(s => s.Use((e, next) =>
        {
            if (e.Name == "fence")
            {
                return next();
            }

            Assert.Equal(3, e.Count);
            e.RemoveAt(1);
            e.Insert(0, new byte[] { 9 });
            e.Add(new { more = (ReadOnlyMemory<byte>)new byte[] { 8, 8 } });
            Assert.Equal([9], e.Get<byte[]>(0)!);
            Assert.Equal([1], e.Get<byte[]>(1)!);
            Assert.True(e.TryGet<byte[]>(2, out var third));
            Assert.Equal([3], third);
            Assert.False(e.TryGet<int>(0, out _));
            Assert.False(e.TryGet<int>(9, out _));
            Assert.Throws<ArgumentOutOfRangeException>(() => e.Set(4, null));
            Assert.Throws<ArgumentOutOfRangeException>(() => e.Insert(5, null));
            Assert.Throws<ArgumentOutOfRangeException>(() => e.RemoveAt(-1));
            Assert.Throws<ArgumentException>(() => e.Name = "disconnect");
            Assert.Equal(4, e.Arguments.Count);
            return next();
        }));
        server.Io.On("mixed", (ISocket s, EventArguments all) => s.Emit("back", all.Get<byte[]>(0), all.Get<byte[]>(1), all.Get<byte[]>(2), all.Get<Dictionary<string, byte[]>>(3)!["more"]));
        server.Io.On("fence", () => "ok");
        await using var client = await server.ConnectAsync();
        await client.SendAsync(
            """453-["mixed",{"_placeholder":true,"num":0},{"a":{"_placeholder":true,"num":1}},{"_placeholder":true,"num":2}]""", "bAQ==", "bAg==", "bAw==");
        await client.ExpectAsync(
            """454-["back",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1},{"_placeholder":true,"num":2},{"_placeholder":true,"num":3}]""",
            "bCQ==", "bAQ==", "bAw==", "bCAg=");
    }

    [Fact]
    public async Task ServicesAreThoseOfTheHandlers()
    {
        await using var server = await IoServer.StartAsync(services: s => s.AddScoped<Visit>());
        var visits = new Probe<Visit>();
        server.Io.UseForEvents((e, next) =>
        {
            visits.Add(e.Services.GetRequiredService<Visit>());
            return e.Name == "drop" ? Task.CompletedTask : next();
        });
        server.Io.On("do", (EventContext e) => visits.Add(e.Services.GetRequiredService<Visit>()));
        await using var client = await server.ConnectAsync();
        await client.SendAsync("42[\"do\"]", "42[\"drop\"]", "42[\"nobody\"]", "42[\"do\"]");
        var seen = await visits.NextAsync(6);
        Assert.Same(seen[0], seen[1]);
        Assert.Equal(4, seen.Distinct().Count());
        await Task.WhenAll(seen.Select(v => v.Disposed.Task)).WaitAsync(IoServer.Patience);
    }

    [Fact]
    public async Task AfterThemTheEventStaysAsItIs()
    {
        await using var server = await IoServer.StartAsync();
        var packets = new Probe<EventPacket>();
        server.Io.UseForEvents((e, next) =>
        {
            packets.Add(e);
            return next();
        });
        server.Io.On("do", (int n) => n);
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"do\",1]");
        await client.ExpectAsync("431[1]");
        var packet = await packets.NextAsync();
        Assert.Throws<InvalidOperationException>(() => packet.Set(0, 2));
        Assert.Throws<InvalidOperationException>(() => packet.Name = "other");
        Assert.Equal(("do", 1), (packet.Name, packet.Get<int>(0)));
    }

    [Fact]
    public async Task WhatIsNoJsonStopsTheEvent()
    {
        await using var server = await IoServer.StartAsync();
        var errors = new Probe<SocketError>();
        server.Io.OnError(errors.Add);
        server.Io.UseForEvents((e, next) =>
        {
            e.Add(typeof(string));
            return next();
        });
        server.Io.On("do", () => "never");
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"do\"]");
        Assert.Equal(SocketErrorPhase.EventMiddleware, (await errors.NextAsync()).Phase);
    }

    [Fact]
    public async Task NamesThatClientsMadeUpDoNoHarmInTheLog()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.UseForEvents((_, _) => throw new InvalidOperationException("no"));
        await using var client = await server.ConnectAsync();
        await client.SendAsync("42[\"a\\nb\"]");
        var log = await server.Logs.TheOneAsync(l => l.Id.Name == "SocketHandlerFailed");
        Assert.Contains("a\\u000ab", log.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEventWithoutANameIsNone()
    {
        await using var server = await IoServer.StartAsync();
        var names = new Probe<string>();
        server.Io.UseForEvents((e, next) =>
        {
            names.Add(e.Name);
            return next();
        });
        await using var client = await server.ConnectAsync();
        await client.SendAsync("42", "42[5,1]");
        Assert.Equal("5", await names.NextAsync());
    }

    private sealed class Visit : IDisposable
    {
        public TaskCompletionSource Disposed { get; } = new();

        public void Dispose() => Disposed.TrySetResult();
    }
}
