using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>The server as an application holds it.</summary>
public class ServerTests
{
    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should be accessible through .sockets")]
    [Mirrors("socket.io/namespaces.ts", "should be aliased")]
    public async Task TheServerIsItsMainNamespace()
    {
        await using var server = await IoServer.StartAsync();
        INamespace main = server.Io.Of("/");
        Assert.Equal("/", server.Io.Name);
        Assert.Same(main, server.Io.Of(""));
        server.Io.Use((_, next) => next());
        main.On("where", (INamespace nsp) => nsp.Name);
        await using var client = await server.ConnectAsync();
        Assert.Same(Assert.Single(main.Sockets), Assert.Single(server.Io.Sockets));
        Assert.Same(main, Assert.Single(main.Sockets).Namespace);
        await client.SendAsync("421[\"where\"]");
        await client.ExpectAsync("431[\"/\"]");
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should be equivalent for \"\" and \"/\" on client")]
    public async Task TheMainNamespaceMayBeNamed()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.On("echo", (int n) => n);
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.SendAsync("40/,");
        WireClient.SocketId(await client.ReceiveAsync());
        await client.SendAsync("42/,1[\"echo\",1]", "422[\"echo\",2]");
        await client.ExpectAsync("431[1]", "432[2]");
    }

    [Fact]
    public async Task ErrorIsAnEventLikeAnyOther()
    {
        await using var server = await IoServer.StartAsync();
        var errors = new Probe<SocketError>();
        server.Io.OnError(errors.Add);
        server.Io.On("error", (string text) => text);
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"error\",\"x\"]");
        await client.ExpectAsync("431[\"x\"]");
        Assert.True(errors.IsEmpty);
    }

    [Fact]
    [Mirrors("socket.io/close.ts", "should not throw when the underlying HTTP server is not running (Promise)")]
    public async Task ClosingAServerThatNeverRanIsNothing()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSocketIo();
        await using var app = builder.Build();
        var io = app.MapSocketIo().Server;
        io.Emit("to nobody");
        await io.CloseAsync();
        await io.CloseAsync();
    }

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should not reuse same-namespace connections")]
    [Mirrors("socket.io/socket.ts", "should not fire events more than once after manually reconnecting")]
    public async Task EachClientIsAConnectionOfItsOwn()
    {
        await using var server = await IoServer.StartAsync();
        var connections = new Probe<string>();
        server.Io.OnConnection(s => connections.Add(s.Connection.Id));
        await using var one = await server.ConnectAsync();
        await using var two = await server.ConnectAsync(Mode.Polling);
        await one.CloseAsync();
        await using var again = await server.ConnectAsync();
        Assert.Equal([one.Sid, two.Sid, again.Sid], await connections.NextAsync(3));
        Assert.True(connections.IsEmpty);
    }

    [Fact]
    public async Task AnAcknowledgementCanBeKeptForLater()
    {
        await using var server = await IoServer.StartAsync();
        var acks = new Probe<Ack>();
        server.Io.On("later", acks.Add).On("next", () => 1);
        var gone = new Probe<ISocket>();
        server.Io.OnDisconnect((s, _) => gone.Add(s));
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"later\"]", "422[\"later\"]", "423[\"next\"]");
        await client.ExpectAsync("433[1]");
        var (first, second) = (await acks.NextAsync(), await acks.NextAsync());
        second.Send("second");
        first.Send("first");
        await client.ExpectAsync("432[\"second\"]", "431[\"first\"]");
        await client.SendAsync("424[\"later\"]", "41");
        await gone.NextAsync();
        (await acks.NextAsync()).Send("too late");
        await client.JoinAsync();
    }

    [Fact]
    [Mirrors("socket.io/close.ts", "should be able to close sio sending a srv (attached)")]
    [Mirrors("socket.io/close.ts", "should be able to close sio sending a srv (own port)")]
    [Mirrors("socket.io/socket.ts", "should be able to emit after server close and restart")]
    public async Task AHostThatStopsClosesItsSocketsAndFreesItsPort()
    {
        Uri address;
        await using (var server = await IoServer.StartAsync())
        {
            address = server.Http.BaseAddress!;
            await using var client = await server.ConnectAsync();
            var end = client.ReceiveAsync();
            await server.StopAsync();
            Assert.Null(await end);
            Assert.Equal(1001, client.CloseCode);
            Assert.Empty(server.Io.Sockets);
        }

        await using var restarted = await IoServer.StartAsync(s => s.AddSocketIo(), app =>
        {
            app.Urls.Add(address.ToString());
            return app.MapSocketIo().Server;
        });
        restarted.Io.On("ev", (string data) => data);
        await using var returned = await restarted.ConnectAsync();
        await returned.SendAsync("421[\"ev\",\"payload\"]");
        await returned.ExpectAsync("431[\"payload\"]");
        Assert.Equal(address, restarted.Http.BaseAddress);
    }
}
