using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.TestKit.Tests;

public sealed class ClientTests : IAsyncLifetime
{
    private readonly SocketIoTestServer _server = SocketIoTestServer.Start(
        options => options.AckTimeout = TimeSpan.FromSeconds(5), services => services.AddSingleton("a service"));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task AnEventIsHandledAndAcknowledged()
    {
        _server.Io.On("add", (int a, int b) => a + b);
        await using var client = await _server.ConnectAsync();
        Assert.Equal(3, await client.EmitWithAckAsync<int>("add", 1, 2));
    }

    [Fact]
    public async Task AnAcknowledgementHasAllItsArguments()
    {
        _server.Io.On("two", () => ("a", new byte[] { 1, 2 }));
        await using var client = await _server.ConnectAsync();
        var answer = await client.EmitWithAckAsync("two");
        Assert.Equal("a", answer.Get<string>(0));
        Assert.Equal([1, 2], answer.Get<byte[]>(1)!);
    }

    [Fact]
    public async Task AnArrayIsOneArgument()
    {
        _server.Io.On("count", (string[] names, EventArguments rest) => names.Length + (10 * rest.Count));
        await using var client = await _server.ConnectAsync();
        string[] names = ["a", "b"];
        Assert.Equal(2, await client.EmitWithAckAsync<int>("count", names));
    }

    [Fact]
    public async Task EventsComeInOrderAndBinaryAtAnyDepth()
    {
        _server.Io.OnConnection(socket =>
        {
            socket.Emit("first", new { inner = new byte[] { 7 } });
            socket.Emit("second");
        });
        await using var client = await _server.ConnectAsync();
        var first = await client.ExpectEventAsync("first");
        Assert.Equal("""first: {"inner":{"_placeholder":true,"num":0}}""", first.ToString());
        Assert.Equal([7], first.Arguments.Attachments[0].ToArray());
        await client.ExpectEventAsync("second");
        await client.ExpectNoEventAsync();
    }

    [Fact]
    public async Task AnotherEventThanTheExpectedOneIsNamed()
    {
        _server.Io.OnConnection(socket => socket.Emit("b", 1));
        await using var client = await _server.ConnectAsync();
        var wrong = await Assert.ThrowsAsync<InvalidOperationException>(() => client.ExpectEventAsync("a"));
        Assert.Equal("Expected \"a\", but received b: 1", wrong.Message);
    }

    [Fact]
    public async Task AnEventThatShouldNotComeIsNamed()
    {
        _server.Io.On("ask", async (ISocket socket) =>
        {
            await Task.Yield();
            socket.Emit("answer", "late");
        });
        await using var client = await _server.ConnectAsync();
        client.Emit("ask");
        var unexpected = await Assert.ThrowsAsync<InvalidOperationException>(client.ExpectNoEventAsync);
        Assert.Equal("Expected no event, but received answer: \"late\"", unexpected.Message);
    }

    [Fact]
    public async Task TheServerIsAnswered()
    {
        var answer = new TaskCompletionSource<string>();
        _server.Io.On("start", async (ISocket socket) => answer.SetResult(await socket.EmitWithAckAsync<string>("question", 1)));
        await using var client = await _server.ConnectAsync();
        client.Emit("start");
        var question = await client.ExpectEventAsync("question");
        Assert.True(question.WantsAck);
        question.Ack("yes");
        Assert.Equal("yes", await answer.Task);
    }

    [Fact]
    public async Task TimeGoesOnWhenItIsTold()
    {
        var failure = new TaskCompletionSource<Exception>();
        _server.Io.On("start", async (ISocket socket) => failure.SetResult(await Record.ExceptionAsync(() => socket.EmitWithAckAsync<string>("question"))));
        await using var client = await _server.ConnectAsync();
        client.Emit("start");
        await client.ExpectEventAsync("question");
        Assert.False(failure.Task.IsCompleted);
        _server.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.IsType<AckTimeoutException>(await failure.Task);
    }

    [Fact]
    public async Task ARefusalHasItsMessageAndData()
    {
        _server.Io.Of("/closed").Use((_, _) => throw new SocketIoException("not today", new { code = 7 }));
        var refused = await Assert.ThrowsAsync<ConnectRefusedException>(() => _server.ConnectAsync("/closed"));
        Assert.Equal("not today", refused.Message);
        Assert.Equal(7, refused.ErrorData!.Value.GetProperty("code").GetInt32());
        Assert.Equal("Invalid namespace", (await Assert.ThrowsAsync<ConnectRefusedException>(() => _server.ConnectAsync("/nowhere"))).Message);
    }

    [Fact]
    public async Task TheHandshakeIsTheTests()
    {
        var handshake = new TestHandshake
        {
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "ada")], "test")),
            Headers = { ["X-Key"] = "k" },
            Query = { ["room"] = "a b" },
        };
        await using var client = await _server.ConnectAsync("/", new { name = "Ada" }, handshake);
        Assert.Equal("ada", client.Socket.User.FindFirst(ClaimTypes.NameIdentifier)!.Value);
        Assert.Equal("k", client.Socket.Handshake.Headers["x-key"]);
        Assert.Equal("a b", client.Socket.Handshake.Query["room"]);
        Assert.Contains("room=a%20b", client.Socket.Handshake.Url, StringComparison.Ordinal);
        Assert.Equal("Ada", client.Socket.Handshake.Auth.GetProperty("name").GetString());
    }

    [Fact]
    public async Task AHandlerHasServices()
    {
        _server.Io.On("service", (EventContext context) => context.Ack!.Send(context.Services.GetRequiredService<string>()));
        await using var client = await _server.ConnectAsync();
        Assert.Equal("a service", await client.EmitWithAckAsync<string>("service"));
    }

    [Fact]
    public async Task OneConnectionHasClientsInSeveralNamespaces()
    {
        _server.Io.Of("/a").On("who", (ISocket socket) => socket.Namespace.Name);
        _server.Io.On("who", (ISocket socket) => socket.Namespace.Name);
        await using var connection = await _server.OpenAsync();
        var main = await connection.ConnectAsync();
        var a = await connection.ConnectAsync("/a");
        Assert.Equal("/a", await a.EmitWithAckAsync<string>("who"));
        Assert.Equal("/", await main.EmitWithAckAsync<string>("who"));
        a.Disconnect();
        Assert.Equal("io client disconnect", await a.Disconnected);
        Assert.Equal("/", await main.EmitWithAckAsync<string>("who"));
        Assert.NotEqual(a.Id, (await connection.ConnectAsync("/a")).Id);
    }

    [Fact]
    public async Task EachEndHasItsReason()
    {
        var reasons = new List<string>();
        var ended = new SemaphoreSlim(0);
        _server.Io.OnDisconnect((_, reason) =>
        {
            reasons.Add(reason.Name);
            ended.Release();
        });
        _server.Io.On("leave", (ISocket socket) => socket.Disconnect());

        await using var kicked = await _server.ConnectAsync();
        kicked.Emit("leave");
        Assert.Equal("io server disconnect", await kicked.Disconnected);
        await ended.WaitAsync();

        var closing = await _server.ConnectAsync();
        await closing.Connection.CloseAsync();
        Assert.Equal("transport close", await closing.Disconnected);
        await ended.WaitAsync();

        var cut = await _server.ConnectAsync();
        cut.Connection.Abort();
        Assert.Equal("transport close", await cut.Disconnected);
        await ended.WaitAsync();
        Assert.Equal("server namespace disconnect", reasons[0]);
        Assert.Equal(3, reasons.Count);
    }

    [Fact]
    public async Task WhatHasEndedSaysSo()
    {
        _server.Io.On("nothing", () => { });
        var client = await _server.ConnectAsync();
        var unanswered = client.EmitWithAckAsync("nothing");
        await client.DisposeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => unanswered);
        Assert.Throws<InvalidOperationException>(() => client.Emit("more"));
    }

    [Fact]
    public async Task AClientReadsWhatTheServerMayNot()
    {
        _server.Io.OnConnection(socket => socket.Emit("many", Enumerable.Range(0, 11).Select(i => new byte[] { (byte)i }).ToArray()));
        await using var client = await _server.ConnectAsync();
        Assert.Equal(11, (await client.ExpectEventAsync("many")).Arguments.Attachments.Count);
    }

    [Fact]
    public async Task AServerWhoseHandlerHangsIsDisposedOfAllTheSame()
    {
        var server = SocketIoTestServer.Start();
        var hangs = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        server.Io.On("hang", () =>
        {
            started.SetResult();
            return hangs.Task;
        });
        var client = await server.ConnectAsync();
        client.Emit("hang");
        await started.Task;
        await server.DisposeAsync();
        Assert.Equal("transport close", await client.Disconnected);
        hangs.SetResult();
    }
}
