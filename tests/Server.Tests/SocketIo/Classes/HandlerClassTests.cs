using System.Text.RegularExpressions;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Tests.SocketIo.Classes;

/// <summary>Handlers that are classes: one instance for each event, with services of its scope.</summary>
public class HandlerClassTests
{
    private static readonly string[] s_fence = ["fence"];

    [Fact]
    public async Task MethodsAreBoundAsDelegatesAre()
    {
        await using var server = await StartAsync<Calculator>();
        await using var client = await server.ConnectAsync(nsp: "/c");
        await client.SendAsync(
            "42/c,1[\"add\",2,3]", "42/c,2[\"later\",\"x\"]", "42/c,3[\"pair\"]", "42/c,4[\"by ack\",7]", "42/c,5[\"rest\",1,2,3]",
            "42/c,6[\"plus\",1]", "42/c,7[\"sum\",1,1]", "42/c,8[\"service\"]", "42/c,9[\"silent\"]", "42/c,10[\"who\"]");
        await client.ExpectAsync(
            "43/c,1[5]", "43/c,2[\"later x\"]", "43/c,3[1,\"two\"]", "43/c,4[7]", "43/c,5[3]", "43/c,6[11]", "43/c,7[2]", "43/c,8[\"keyed 1\"]", "43/c,10[true]");
    }

    [Fact]
    public async Task ThereIsOneInstanceForEachEventAndItEndsWithIt()
    {
        var log = new Probe<string>();
        await using var server = await StartAsync<Scoped>(s => s.AddSingleton(log).AddScoped<Tracked>());
        await using var client = await server.ConnectAsync(nsp: "/c");
        await client.SendAsync("42/c,1[\"count\"]", "42/c,2[\"count\"]", "42/c,3[\"later\"]");
        await client.ExpectAsync("43/c,1[1]", "43/c,2[1]", "43/c,3[1]");
        Assert.Equal(
            ["made", "handler", "handler disposed", "tracked disposed", "made", "handler", "handler disposed", "tracked disposed", "made", "later", "handler disposed", "tracked disposed"],
            await log.NextAsync(12));
    }

    [Fact]
    public async Task ItIsToldOfTheBeginningAndTheEndOfASocket()
    {
        var log = new Probe<string>();
        await using var server = await StartAsync<Living>(s => s.AddSingleton(log).AddScoped<Tracked>());
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.JoinAsync("/c");
        await client.SendAsync("42/c,1[\"e\"]");
        await client.ExpectAsync("43/c,1[\"e\",2]");
        await client.SendAsync("41/c,");
        Assert.Equal(
            [
                "connected /c", "tracked disposed", "e False", "tracked disposed",
                "disconnecting client namespace disconnect 2 True", "tracked disposed", "disconnected client namespace disconnect 0", "tracked disposed",
            ],
            await log.NextAsync(8));
    }

    [Fact]
    public async Task ErrorsAreThoseOfDelegates()
    {
        var errors = new Probe<(SocketErrorPhase, string?, string)>();
        await using var server = await IoServer.StartAsync(o => o.Namespaces["/told"] = new NamespaceOptions { AckErrors = true });
        foreach (var name in new[] { "/told", "/c" })
        {
            server.Io.Of(name).HandleWith<Failing>().OnError(e => errors.Add((e.Phase, e.Event, e.Exception.Message)));
        }

        await using var client = await server.ConnectAsync(nsp: "/told");
        await client.SendAsync("42/told,1[\"fit\",\"x\"]", "42/told,2[\"refuse\"]", "42/told,3[\"fail\"]");
        await client.ExpectAsync(
            "43/told,1[{\"error\":{\"message\":\"invalid argument 1\"}}]", "43/told,2[{\"error\":{\"message\":\"no\"}}]", "43/told,3[{\"error\":{\"message\":\"internal error\"}}]");
        Assert.Equal((SocketErrorPhase.Handler, "fail", "on purpose"), await errors.NextAsync());

        await client.JoinAsync("/c");
        await client.SendAsync("42/c,[\"fit\",\"x\"]", "42/c,[\"refuse\"]", "42/c,[\"fence\"]");
        Assert.Equal((SocketErrorPhase.Binding, "fit", "invalid argument 1"), await errors.NextAsync());
        Assert.Equal((SocketErrorPhase.Handler, "refuse", "no"), await errors.NextAsync());
        await client.ExpectAsync("42/c,[\"fence\"]");
    }

    [Fact]
    public async Task AConstructorThatFailsIsAnErrorOfItsEvent()
    {
        var errors = new Probe<(SocketErrorPhase, string?, string)>();
        await using var server = await StartAsync<CannotBeMade>();
        server.Io.Of("/c").On("fence", () => 1).OnError(e => errors.Add((e.Phase, e.Event, e.Exception.Message)));
        await using var client = await server.ConnectAsync(nsp: "/c");
        Assert.Equal((SocketErrorPhase.Connection, null, "The constructor of CannotBeMade has no socket yet: use it in the method that handles the event."), await errors.NextAsync());
        await client.SendAsync("42/c,1[\"e\"]", "42/c,2[\"fence\"]");
        Assert.Equal((SocketErrorPhase.Handler, "e", "The constructor of CannotBeMade has no socket yet: use it in the method that handles the event."), await errors.NextAsync());
        await client.ExpectAsync("43/c,2[1]");
    }

    [Fact]
    public async Task DynamicNamespacesHaveThemToo()
    {
        await using var server = await IoServer.StartAsync(services: s => s.AddKeyedSingleton("one", "keyed 1"));
        server.Io.Of(new Regex("^/t-\\d$")).HandleWith<Calculator>();
        await using var client = await server.ConnectAsync(nsp: "/t-1");
        await client.SendAsync("42/t-1,1[\"add\",2,3]");
        await client.ExpectAsync("43/t-1,1[5]");
    }

    [Fact]
    public async Task SeveralClassesAndDelegatesServeOneNamespace()
    {
        await using var server = await IoServer.StartAsync(services: s => s.AddKeyedSingleton("one", "keyed 1"));
        server.Io.HandleWith<Calculator>().HandleWith<Late>().On("add", (ISocket s) => s.Emit("delegate"));
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"add\",1,2]", "422[\"late\"]");
        await client.ExpectAsync("431[3]", "42[\"late add\"]", "42[\"delegate\"]", "432[\"inherited\"]");
    }

    [Fact]
    public async Task AMethodThatAsksItsClientLetsTheNextEventStart()
    {
        await using var server = await StartAsync<Asking>();
        await using var client = await server.ConnectAsync(nsp: "/c");
        await client.SendAsync("42/c,1[\"ask\"]", "42/c,2[\"fence\"]");
        await client.ExpectAsync("42/c,0[\"question\"]", "43/c,2[\"fence\"]");
        await client.SendAsync("43/c,0[\"answer\"]");
        await client.ExpectAsync("43/c,1[\"answer\"]");
    }

    private static Task<IoServer> StartAsync<THandler>(Action<IServiceCollection>? services = null)
        where THandler : SocketHandler => IoServer.StartAsync(
        s =>
        {
            s.AddSocketIo();
            s.AddKeyedSingleton("one", "keyed 1");
            services?.Invoke(s);
        },
        app =>
        {
            var io = app.MapSocketIo().Server;
            io.Of("/c").HandleWith<THandler>();
            return io;
        });

    public sealed class Calculator : SocketHandler
    {
        [On("add")]
        [On("sum")]
        public int Add(int a, int b) => a + b;

        [On("later")]
        public async Task<string> LaterAsync(string text)
        {
            await Task.Yield();
            return "later " + text;
        }

        [On("pair")]
        public (int, string) Pair() => (1, "two");

        [On("by ack")]
        public void ByAck(Ack ack, int value) => ack.Send(value);

        [On("rest")]
        public ValueTask<int> RestAsync(params int[] rest) => new(rest.Length);

        [On("plus")]
        public int Plus(int a, int b = 10) => a + b;

        [On("service")]
        public string Service([FromKeyedServices("one")] string service) => service;

        [On("silent")]
        public void Silent()
        {
        }

        [On("who")]
        public bool Who(ISocket socket, CancellationToken aborted) =>
            socket == Socket && Socket.Namespace == Namespace && Context.Name == "who" && !aborted.IsCancellationRequested;
    }

    internal sealed class Tracked(Probe<string> log) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            log.Add("tracked disposed");
            return default;
        }
    }

    internal sealed class Scoped : SocketHandler, IDisposable
    {
        private readonly Probe<string> _log;
        private readonly Tracked _tracked;
        private int _count;

        public Scoped(Probe<string> log, Tracked tracked)
        {
            _log = log;
            _tracked = tracked;
            log.Add("made");
        }

        [On("count")]
        public int Count([FromServices] Tracked same)
        {
            Assert.Same(_tracked, same);
            _log.Add("handler");
            return ++_count;
        }

        [On("later")]
        public async Task<int> LaterAsync()
        {
            await Task.Yield();
            _log.Add("later");
            return ++_count;
        }

        public void Dispose() => _log.Add("handler disposed");
    }

    internal sealed class Living(Probe<string> log, Tracked tracked) : SocketHandler
    {
        public override async Task OnConnectedAsync()
        {
            Assert.NotNull(tracked);
            Assert.Throws<InvalidOperationException>(() => Context);
            await Socket.Join("room");
            log.Add("connected " + Namespace.Name);
        }

        public override Task OnDisconnectingAsync(DisconnectReason reason)
        {
            log.Add($"disconnecting {reason.Name} {Socket.Rooms.Count} {Aborted.IsCancellationRequested}");
            return Task.CompletedTask;
        }

        public override Task OnDisconnectedAsync(DisconnectReason reason)
        {
            log.Add($"disconnected {reason.Name} {Socket.Rooms.Count}");
            return Task.CompletedTask;
        }

        [On("e")]
        public (string, int) Event()
        {
            log.Add($"e {Aborted.IsCancellationRequested}");
            return (Context.Name, Socket.Rooms.Count);
        }
    }

    public sealed class Failing : SocketHandler
    {
        [On("fit")]
        public void Fit(int number) => Socket.Emit("never", number);

        [On("refuse")]
        public Task RefuseAsync() => throw new SocketIoException("no");

        [On("fail")]
        public async Task FailAsync()
        {
            await Task.Yield();
            throw new InvalidOperationException("on purpose");
        }

        [On("fence")]
        public void Fence() => Socket.Emit(s_fence[0]);
    }

    public sealed class CannotBeMade : SocketHandler
    {
        public CannotBeMade() => Socket.Emit("too early");

        public override Task OnConnectedAsync() => Task.CompletedTask;

        [On("e")]
        public void Event()
        {
        }
    }

    public abstract class Early : SocketHandler
    {
        [On("late")]
        public virtual string Said() => "overridden";
    }

    public sealed class Late : Early
    {
        public override string Said() => "inherited";

        [On("add")]
        public void Add() => Socket.Emit("late add");
    }

    public sealed class Asking : SocketHandler
    {
        [On("ask")]
        public Task<string> AskAsync() => Socket.EmitWithAckAsync<string>("question");

        [On("fence")]
        public string Fence() => "fence";
    }
}
