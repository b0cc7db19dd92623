using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.SocketIo.Broadcasting;

/// <summary>Asking many at once, and what comes when not all answer.</summary>
public sealed class BroadcastAckTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<WireClient> _clients = [];
    private readonly List<string> _ids = [];
    private IoServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await IoServer.StartAsync(o =>
        {
            o.TimeProvider = _time;
            o.PingInterval = Clock.NoPing;
            o.MaxPendingAcks = 3;
        });
        _server.Io.On("sync", () => 0);
        for (var i = 0; i < 3; i++)
        {
            _clients.Add(await _server.OpenAsync(Mode.WebSocket));
            _ids.Add(await _server.JoinAsync(_clients[i]));
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    [Fact]
    [Mirrors("socket.io/messaging-many.ts", "should broadcast and expect multiple acknowledgements")]
    [Mirrors("socket.io/messaging-many.ts", "should broadcast and expect multiple acknowledgements (promise)")]
    public async Task AllAnswersInTheOrderInWhichTheyCame()
    {
        var asked = _server.Io.EmitWithAckAsync<int>("question", "x");
        foreach (var i in new[] { 1, 2, 0 })
        {
            // One packet for all, with one id.
            await _clients[i].ExpectAsync("420[\"question\",\"x\"]");
            Assert.False(asked.IsCompleted);
            await AnswerAsync(i, $"430[{i},\"more\"]");
        }

        Assert.Equal([1, 2, 0], await asked);
        AssertNothingOwed();
    }

    [Fact]
    public async Task WithAllTheirArguments()
    {
        var asked = _server.Io.To(_ids[1]).EmitWithAckAsync("question", [1, new byte[] { 7 }], default);
        await _clients[1].ExpectAsync("451-0[\"question\",1,{\"_placeholder\":true,\"num\":0}]", "bBw==");
        await _clients[1].SendAsync("461-0[5,{\"_placeholder\":true,\"num\":0}]", "bCA==");
        var answer = Assert.Single(await asked);
        Assert.Equal((2, 5), (answer.Count, answer.Get<int>(0)));
        Assert.Equal([8], answer.Get<byte[]>(1)!);
    }

    [Fact]
    [Mirrors("socket.io/messaging-many.ts", "should fail when a client does not acknowledge the event in the given delay")]
    [Mirrors("socket.io/messaging-many.ts", "should fail when a client does not acknowledge the event in the given delay (promise)")]
    public async Task WhoIsSilentIsNamedAndTheOthersAnswersAreThere()
    {
        using var timedOut = _server.Collect("acks.timed_out");
        var asked = _server.Io.Timeout(TimeSpan.FromMilliseconds(200)).EmitWithAckAsync<string>("question");
        await AnswerAsync(0, "430[\"a\"]");
        await AnswerAsync(2, "430[\"c\"]");
        _time.Advance(TimeSpan.FromMilliseconds(199));
        Assert.False(asked.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var e = await Assert.ThrowsAsync<AckTimeoutException>(() => asked);
        Assert.Equal("operation has timed out", e.Message);
        Assert.Equal(["a", "c"], e.Responses.Cast<string>());
        Assert.Equal([_ids[1]], e.Missing);
        Assert.Equal(1, timedOut.GetMeasurementSnapshot().Sum(m => m.Value));
        AssertNothingOwed();
    }

    [Fact]
    public async Task WithoutATimeoutItIsTheNamespaces()
    {
        var byDefault = _server.Io.Except(_ids[2]).EmitWithAckAsync<string>("question");
        var never = _server.Io.To(_ids[2]).Timeout(Timeout.InfiniteTimeSpan).EmitWithAckAsync<string>("question");
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(byDefault.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        var e = await Assert.ThrowsAsync<AckTimeoutException>(() => byDefault);
        Assert.Empty(e.Responses);
        Assert.Equal([_ids[0], _ids[1]], e.Missing.OrderBy(_ids.IndexOf));
        _time.Advance(TimeSpan.FromDays(1) / 2);
        await AnswerAsync(2, "431[\"late\"]");
        Assert.Equal(["late"], await never);
        Assert.Throws<ArgumentOutOfRangeException>(() => _server.Io.Timeout(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    [Mirrors("socket.io/messaging-many.ts", "should broadcast and return if the packet is sent to 0 client")]
    public async Task NobodyThereIsAnEmptyListAtOnce()
    {
        var asked = _server.Io.To("nobody").EmitWithAckAsync<string>("question");
        Assert.True(asked.IsCompletedSuccessfully);
        Assert.Empty(await asked);
        Assert.Throws<ArgumentException>(() => { _ = _server.Io.To("nobody").EmitWithAckAsync<string>("disconnect"); });
    }

    [Fact]
    public async Task WhoLeavesIsNotWaitedForAndNamed()
    {
        var asked = _server.Io.EmitWithAckAsync<string>("question");
        await AnswerAsync(0, "430[\"a\"]");
        await _clients[1].SendAsync("41");
        await AnswerAsync(2, "430[\"c\"]");
        var e = await Assert.ThrowsAsync<SocketDisconnectedException>(() => asked);
        Assert.Equal("client namespace disconnect", e.Reason.Name);
        Assert.Contains(_ids[1], e.Message, StringComparison.Ordinal);
        Assert.Equal([_ids[1]], e.Missing);
        Assert.Equal(["a", "c"], e.Responses);
    }

    [Fact]
    public async Task AnAnswerThatIsNoSuchValueIsToldWhenAllHaveAnswered()
    {
        var asked = _server.Io.EmitWithAckAsync<int>("question");
        await AnswerAsync(0, "430[\"junk\"]");
        await AnswerAsync(1, "430[1]");
        Assert.False(asked.IsCompleted);
        await AnswerAsync(2, "430[]");
        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => asked);
    }

    [Fact]
    public async Task TheCallersTokenEndsTheWait()
    {
        using var cancel = new CancellationTokenSource();
        var asked = _server.Io.EmitWithAckAsync<int>("question", [1], cancel.Token);
        await AnswerAsync(0, "430[1]");
        await cancel.CancelAsync();
        Assert.Equal(cancel.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked)).CancellationToken);
        AssertNothingOwed();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _server.Io.EmitWithAckAsync<int>("question", [], cancel.Token));
        AssertNothingOwed();
    }

    [Fact]
    public async Task WhoOwesTooManyIsNotAsked()
    {
        var socket = _server.Io.Sockets.Single(s => s.Id == _ids[0]);
        for (var i = 0; i < 3; i++)
        {
            _ = socket.EmitWithAckAsync("earlier");
        }

        var asked = _server.Io.EmitWithAckAsync<int>("question");
        await AnswerAsync(1, "433[1]");
        await AnswerAsync(2, "433[2]");
        var e = await Assert.ThrowsAsync<SocketDisconnectedException>(() => asked);
        Assert.Equal([_ids[0]], e.Missing);
        Assert.Equal(CloseReason.LimitExceeded, e.Reason.Name);
        Assert.Contains("max-pending-acks", e.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], e.Responses.Cast<int>().Order());
    }

    [Fact]
    public async Task LateAndSecondAnswersAreIgnored()
    {
        _server.Io.On("echo", (int n) => n);
        var asked = _server.Io.Timeout(TimeSpan.FromSeconds(1)).EmitWithAckAsync<int>("question");
        await AnswerAsync(0, "430[1]", "430[2]");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([1], (await Assert.ThrowsAsync<AckTimeoutException>(() => asked)).Responses.Cast<int>());
        await _clients[1].SendAsync("430[3]", "421[\"echo\",7]");
        await _clients[1].ExpectAsync("420[\"question\"]", "431[7]");
    }

    [Fact]
    public async Task AHandlerThatAsksLetsTheNextEventStart()
    {
        _server.Io.On("ask", async (ISocket s) => (await s.Broadcast.EmitWithAckAsync<string>("question")).Count);
        _server.Io.On("next", () => "next");
        await _clients[0].SendAsync("421[\"ask\"]", "422[\"next\"]");
        await _clients[0].ExpectAsync("432[\"next\"]");
        await AnswerAsync(1, "430[\"a\"]");
        await AnswerAsync(2, "430[\"b\"]");
        await _clients[0].ExpectAsync("431[2]");
    }

    /// <summary>A client answers, and the server has seen it.</summary>
    private async Task AnswerAsync(int client, params string[] answers)
    {
        await _clients[client].SendAsync([.. answers, "4299[\"sync\"]"]);
        string? next;
        do
        {
            next = await _clients[client].ReceiveAsync();
        }
        while (next is not (null or "4399[0]"));
    }

    private void AssertNothingOwed() => Assert.All(_server.Io.Sockets, s => Assert.Equal(0, s.OwedAcks()));
}
