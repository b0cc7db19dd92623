using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>What ends by the clock.</summary>
public class TimeTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(Mode.Polling)]
    [InlineData(Mode.WebSocket)]
    [InlineData(Mode.Upgraded)]
    [Mirrors("socket.io/namespaces.ts", "should close a client without namespace")]
    public async Task WhoJoinsNoNamespaceIsClosed(Mode mode)
    {
        await using var server = await StartAsync();
        server.Io.Of("/no").Use((_, _) => throw new SocketIoException("no"));
        await using var client = await server.OpenAsync(mode);
        await client.SendAsync("40/no,", "40/unknown,");
        Assert.NotNull(await client.ReceiveAsync());
        Assert.NotNull(await client.ReceiveAsync());
        var next = client.ReceiveAsync();
        _time.Advance(TimeSpan.FromSeconds(44));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await next);
        Assert.Equal(mode == Mode.Polling ? null : 1000, client.CloseCode);
        await server.StopAsync();
        await server.Logs.TheOneAsync(l => l.Message.Contains("no namespace was joined within connect-timeout", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhoHasJoinedOnceMayStayWithoutANamespace()
    {
        await using var server = await StartAsync();
        server.Io.On("echo", (int n) => n);
        await using var client = await server.ConnectAsync();
        await client.SendAsync("41");
        _time.Advance(TimeSpan.FromMinutes(10));
        await client.JoinAsync();
        await client.SendAsync("421[\"echo\",1]");
        await client.ExpectAsync("431[1]");
    }

    [Theory]
    [InlineData(Mode.Polling)]
    [InlineData(Mode.WebSocket)]
    public async Task AttachmentsThatDoNotComeEndTheConnection(Mode mode)
    {
        await using var server = await StartAsync();
        var reasons = new Probe<DisconnectReason>();
        server.Io.OnDisconnect((_, reason) => reasons.Add(reason));
        server.Io.On("echo", (EventArguments a) => a);
        await using var client = await server.ConnectAsync(mode);
        using var errors = server.Collect("protocol_errors");
        await client.SendAsync("""451-1["echo",{"_placeholder":true,"num":0}]""", "bAQ==");
        await client.ExpectAsync("""461-1[{"_placeholder":true,"num":0}]""", "bAQ==");
        _time.Advance(TimeSpan.FromMinutes(1));
        using var packets = server.Collect("packets");
        await client.SendAsync("""452-2["echo",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]""", "bAQ==");
        await packets.WaitForAsync("in", 2);
        var next = client.ReceiveAsync();
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Null(await next);
        Assert.Equal("limit exceeded", (await reasons.NextAsync()).Name);
        Assert.Equal(mode == Mode.Polling ? null : 1008, client.CloseCode);
        Assert.Equal("AttachmentsTimeout", await errors.TheErrorAsync());
    }

    [Theory]
    [InlineData(Mode.Polling)]
    [InlineData(Mode.WebSocket)]
    public async Task WhoDoesNotAnswerAPingIsGone(Mode mode)
    {
        await using var server = await StartAsync(o => o.PingInterval = TimeSpan.FromSeconds(25));
        var reasons = new Probe<DisconnectReason>();
        server.Io.OnDisconnect((_, reason) => reasons.Add(reason));
        await using var client = await server.ConnectAsync(mode);
        await _time.AdvanceUntilAsync(() => !reasons.IsEmpty);
        Assert.Equal(new DisconnectReason("ping timeout", null, true), await reasons.NextAsync());
    }

    [Fact]
    public async Task WhatIsLeftAfterTheCloseTimeoutIsDropped()
    {
        await using var server = await StartAsync(o => o.CloseTimeout = TimeSpan.FromSeconds(5));
        var steps = new Probe<string>();
        server.Io.On("hang", () =>
        {
            steps.Add("hanging");
            return new TaskCompletionSource().Task;
        });
        server.Io.On("never", () => steps.Add("never"));
        server.Io.OnDisconnect((_, reason) => steps.Add(reason.Name));
        await using var client = await server.ConnectAsync();
        await client.SendAsync("42[\"hang\"]", "42[\"never\"]", "41");
        Assert.Equal("hanging", await steps.NextAsync());
        await _time.AdvanceUntilAsync(() => !steps.IsEmpty);
        Assert.Equal("client namespace disconnect", await steps.NextAsync());
        await server.Logs.TheOneAsync(l => l.Id.Name == "EventsDropped");
    }

    private Task<IoServer> StartAsync(Action<SocketIoOptions>? configure = null) => IoServer.StartAsync(o =>
    {
        o.TimeProvider = _time;
        o.PingInterval = Clock.NoPing;
        configure?.Invoke(o);
    });
}
