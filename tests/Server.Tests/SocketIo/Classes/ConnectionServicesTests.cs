using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Tests.SocketIo.Classes;

/// <summary>OnConnection with services as parameters.</summary>
public class ConnectionServicesTests
{
    [Fact]
    public async Task AHandlerOfConnectionsMayHaveServicesOfAScopeThatEndsWithIt()
    {
        var log = new Probe<string>();
        await using var server = await IoServer.StartAsync(services: s => s.AddSingleton(log).AddScoped<HandlerClassTests.Tracked>().AddKeyedSingleton("one", "keyed 1"));
        server.Io.OnConnection(async (ISocket socket, INamespace nsp, [FromServices] HandlerClassTests.Tracked tracked, [FromKeyedServices("one")] string one, CancellationToken aborted) =>
        {
            await Task.Yield();
            log.Add($"{socket.Namespace == nsp} {tracked is not null} {one} {aborted.IsCancellationRequested}");
            socket.On("e", () => log.Add("event"));
        });
        await using var client = await server.ConnectAsync();
        await client.SendAsync("42[\"e\"]");
        Assert.Equal(["True True keyed 1 False", "tracked disposed", "event"], await log.NextAsync(3));
    }

    [Fact]
    public async Task ThePlainWaysMeanWhatTheyMeant()
    {
        await using var server = await IoServer.StartAsync();
        var log = new Probe<string>();
        var ready = new TaskCompletionSource();
        server.Io.OnConnection(socket => log.Add("action"));
        server.Io.OnConnection(async socket =>
        {
            await ready.Task;
            log.Add("task");
        });
        server.Io.OnConnection((ISocket _) => log.Add("typed"));
        server.Io.OnConnection(Group);
        server.Io.OnConnection(GroupAsync);
        server.Io.OnConnection(() => log.Add("nothing"));
        server.Io.OnConnection(async ValueTask (ISocket socket) => await socket.Join("room"));
        server.Io.On("e", () => log.Add("event"));
        await using var client = await server.ConnectAsync();
        await client.SendAsync("42[\"e\"]");
        Assert.Equal("action", await log.NextAsync());
        Assert.True(log.IsEmpty);
        ready.SetResult();
        Assert.Equal(["task", "typed", "group", "group later", "nothing", "event"], await log.NextAsync(6));
        Assert.Equal(1, await server.Io.In("room").CountAsync());

        void Group(ISocket socket) => log.Add("group");

        async Task GroupAsync(ISocket socket)
        {
            await Task.Yield();
            log.Add("group later");
        }
    }

    [Fact]
    public async Task WhatOnlyAnEventCanFillIsRefused()
    {
        await using var server = await IoServer.StartAsync();
        const string Fix = "a connection has no arguments. Take ISocket, INamespace, CancellationToken, a service with [FromServices], or a value of the name with [FromRoute].";
        Assert.Equal("The parameter 'text' of the handler: " + Fix, Refusal((ISocket s, string text) => s.Emit("never", text)));
        Assert.Equal("The parameter 'ack' of the handler: " + Fix, Refusal((Ack ack) => ack.Send()));
        Assert.Equal("The parameter 'context' of the handler: " + Fix, Refusal((EventContext context, ISocket _) => context.Name));
        Assert.Contains("is async void: let it return a Task", Refusal(new Action<ISocket, CancellationToken>(async (_, _) => await Task.Yield())), StringComparison.Ordinal);
        var errors = new Probe<SocketError>();
        server.Io.OnConnection((ISocket _, [FromServices] HandlerClassRefusalTests.IMissing missing) => missing.ToString()).OnError(errors.Add);
        await using var client = await server.ConnectAsync();
        Assert.Equal(SocketErrorPhase.Connection, (await errors.NextAsync()).Phase);

        string Refusal(Delegate handler) => Assert.Throws<ArgumentException>(() => server.Io.OnConnection(handler)).Message;
    }
}
