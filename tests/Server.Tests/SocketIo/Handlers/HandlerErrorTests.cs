using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Tests.SocketIo.Handlers;

/// <summary>A handler that fails: what the client is told, what the application, and that the connection stays.</summary>
public class HandlerErrorTests
{
    private const string Fence = """4299["fence"]""";

    [Theory]
    [InlineData("refuse", """[{"error":{"message":"not é","data":{"code":1}}}]""")]
    [InlineData("refuse plainly", """[{"error":{"message":"no"}}]""")]
    [InlineData("refuse badly", """[{"error":{"message":"internal error"}}]""")]
    [InlineData("fit", """[{"error":{"message":"invalid argument 1"}}]""")]
    [InlineData("fail", """[{"error":{"message":"internal error"}}]""")]
    [InlineData("fail later", """[{"error":{"message":"internal error"}}]""")]
    [InlineData("return junk", """[{"error":{"message":"internal error"}}]""")]
    public async Task WithAckErrorsTheClientIsToldWhatItMayKnow(string name, string ack)
    {
        await using var server = await StartAsync(ackErrors: true);
        await using var client = await server.ConnectAsync();
        await client.SendAsync($"421[\"{name}\",\"x\"]");
        await client.ExpectAsync("431" + ack);
        await client.SendAsync($"42[\"{name}\",\"x\"]", Fence);
        await client.ExpectAsync("4399[\"ok\"]");
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("fit")]
    [InlineData("fail")]
    [InlineData("return junk")]
    public async Task WithoutAckErrorsTheClientIsToldNothing(string name)
    {
        await using var server = await StartAsync(ackErrors: false);
        await using var client = await server.ConnectAsync();
        await client.SendAsync($"421[\"{name}\",\"x\"]", Fence);
        await client.ExpectAsync("4399[\"ok\"]");
    }

    [Fact]
    public async Task AckErrorsCanBeOnInOneNamespace()
    {
        await using var server = await IoServer.StartAsync(o => o.Namespaces["^/t-\\d+$"] = new NamespaceOptions { AckErrors = true });
        server.Io.Of("/t-1").On("refuse", Refuse);
        server.Io.On("refuse", Refuse);
        server.Io.On("fence", () => "ok");
        await using var client = await server.ConnectAsync();
        await client.JoinAsync("/t-1");
        await client.SendAsync("421[\"refuse\"]", Fence, "42/t-1,2[\"refuse\"]");
        var answers = new[] { await client.ReceiveAsync(), await client.ReceiveAsync() };
        Assert.Equal(["43/t-1,2[{\"error\":{\"message\":\"no\"}}]", "4399[\"ok\"]"], answers.Order(StringComparer.Ordinal));

        static void Refuse() => throw new SocketIoException("no");
    }

    [Theory]
    [InlineData("refuse", false, SocketErrorPhase.Handler, typeof(SocketIoException))]
    [InlineData("fit", false, SocketErrorPhase.Binding, null)]
    [InlineData("fail", false, SocketErrorPhase.Handler, typeof(InvalidOperationException))]
    [InlineData("fail later", true, SocketErrorPhase.Handler, typeof(InvalidOperationException))]
    [InlineData("return junk", false, SocketErrorPhase.Ack, typeof(NotSupportedException))]
    public async Task OnErrorIsToldWhatWentWrongAndWhere(string name, bool wantsAck, SocketErrorPhase phase, Type? exception)
    {
        await using var server = await StartAsync(ackErrors: false);
        var errors = new Probe<SocketError>();
        server.Io.OnError(errors.Add);
        await using var client = await server.OpenAsync(Mode.WebSocket);
        var id = await client.JoinAsync();
        await client.SendAsync($"42{(wantsAck || name == "return junk" ? "5" : "")}[\"{name}\",\"x\"]");
        var error = await errors.NextAsync();
        Assert.Equal((phase, name, id, "/"), (error.Phase, error.Event, error.Socket!.Id, error.Namespace.Name));
        Assert.True(exception is null || exception.IsInstanceOfType(error.Exception));
        Assert.True(error.Socket.Connected);
    }

    [Fact]
    public async Task OnErrorIsToldOfEveryOtherPhase()
    {
        await using var server = await IoServer.StartAsync();
        var errors = new Probe<(SocketErrorPhase, string?)>();
        server.Io.OnError(e => errors.Add((e.Phase, e.Event)));
        server.Io.OnError(_ => throw new InvalidOperationException("a handler of errors that fails hides nothing"));
        server.Io.Use((s, next) => s.Handshake.Auth.TryGetProperty("token", out _) ? next() : throw new InvalidOperationException("middleware"));
        server.Io.OnConnection(_ => throw new InvalidOperationException("connection"));
        server.Io.OnConnection(s => s.OnDisconnecting(_ => throw new InvalidOperationException("disconnecting")));
        server.Io.OnDisconnect((_, _) => throw new InvalidOperationException("disconnect"));
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.SendAsync("40");
        await client.ExpectAsync("""44{"message":"internal error"}""");
        Assert.Equal((SocketErrorPhase.Middleware, null), await errors.NextAsync());
        await client.JoinAsync("/", """{"token":1}""");
        Assert.Equal((SocketErrorPhase.Connection, null), await errors.NextAsync());
        await client.SendAsync("41");
        Assert.Equal([(SocketErrorPhase.Disconnect, null), (SocketErrorPhase.Disconnect, null)], await errors.NextAsync(2));
        Assert.Equal(4, server.Logs.GetSnapshot().Count(l => l.Id.Name == "ErrorHandlerFailed"));
    }

    [Theory]
    [InlineData("refuse", true, LogLevel.Debug)]
    [InlineData("fit", true, LogLevel.Debug)]
    [InlineData("fail", true, LogLevel.Error)]
    [InlineData("refuse", false, LogLevel.Error)]
    [InlineData("fit", false, LogLevel.Warning)]
    [InlineData("fail", false, LogLevel.Error)]
    [InlineData("return junk", false, LogLevel.Error)]
    public async Task WithoutOnErrorItIsLoggedOnce(string name, bool ackErrors, LogLevel level)
    {
        await using var server = await StartAsync(ackErrors);
        await using var client = await server.ConnectAsync();
        var before = server.Logs.Count;
        await client.SendAsync($"421[\"{name}\",\"x\"]", Fence);
        while (await client.ReceiveAsync() != "4399[\"ok\"]")
        {
        }

        var log = Assert.Single(server.Logs.GetSnapshot().Skip(before));
        Assert.Equal(level, log.Level);
        Assert.Contains(name, log.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnErrorTakesThePlaceOfTheLog()
    {
        await using var server = await StartAsync(ackErrors: false);
        server.Io.OnError(_ => { });
        await using var client = await server.ConnectAsync();
        var before = server.Logs.Count;
        await client.SendAsync("42[\"fail\"]", "42[\"fit\",1]", Fence);
        await client.ExpectAsync("4399[\"ok\"]");
        Assert.Empty(server.Logs.GetSnapshot().Skip(before));
    }

    private static async Task<IoServer> StartAsync(bool ackErrors)
    {
        var server = await IoServer.StartAsync(o => o.AckErrors = ackErrors);
        server.Io.On("fence", () => "ok")
            .On("refuse", void () => throw new SocketIoException("not é", new { Code = 1 }))
            .On("refuse plainly", void () => throw new SocketIoException("no"))
            .On("refuse badly", void () => throw new SocketIoException("no", (Action)(() => { })))
            .On("fit", (int number) => number)
            .On("fail", void () => throw new InvalidOperationException("a secret"))
            .On("return junk", object () => (Action)(() => { }));
        server.Io.On("fail later", async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException("a secret");
        });
        return server;
    }
}
