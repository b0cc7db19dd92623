using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Sockets;

public class AckTests : TestKit
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task AnAckThatDoesNotComeTimesOutAndALateOneIsIgnored()
    {
        var (server, client, socket) = await StartAsync("ack-timeout = 10s");
        var asked = socket.EmitWithAckAsync<int>("q");
        Assert.Equal("420[\"q\"]", await client.ReceiveAsync());
        server.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(asked.IsCompleted);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        var failure = await Assert.ThrowsAsync<AckTimeoutException>(() => asked.WaitAsync(s_patience));
        Assert.Equal("operation has timed out", failure.Message);
        await client.SendAsync("430[1]");
        await client.SendAsync("420[\"echo\"]");
        Assert.Equal("430[]", await client.ReceiveAsync());
    }

    [Fact]
    public async Task ATimeoutOfItsOwnBeatsTheDefaultAndInfiniteNeverFires()
    {
        var (server, client, socket) = await StartAsync("ack-timeout = 10s");
        var soon = socket.Timeout(TimeSpan.FromSeconds(1)).EmitWithAckAsync<int>("q");
        var never = socket.Timeout(Timeout.InfiniteTimeSpan).EmitWithAckAsync<int>("q");
        await client.ReceiveAsync();
        await client.ReceiveAsync();
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<AckTimeoutException>(() => soon.WaitAsync(s_patience));
        server.Time.Advance(TimeSpan.FromMinutes(9));
        await client.SendAsync("431[7]");
        Assert.Equal(7, await never.WaitAsync(s_patience));
    }

    [Fact]
    public async Task ACallersTokenEndsTheWait()
    {
        var (_, client, socket) = await StartAsync();
        using var cancel = new CancellationTokenSource();
        var asked = socket.EmitWithAckAsync<int>("q", [1, "x"], cancel.Token);
        Assert.Equal("420[\"q\",1,\"x\"]", await client.ReceiveAsync());
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(s_patience));
    }

    [Fact]
    public async Task AClientOwesABoundedNumberOfAcks()
    {
        var (_, client, socket) = await StartAsync("max-pending-acks = 2");
        var first = socket.EmitWithAckAsync<int>("q");
        var second = socket.EmitWithAckAsync<int>("q");
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => socket.EmitWithAckAsync<int>("q"));
        Assert.Contains("max-pending-acks", failure.Message, StringComparison.Ordinal);
        await client.SendAsync("430[1]");
        Assert.Equal(1, await first.WaitAsync(s_patience));
        var third = socket.EmitWithAckAsync<int>("q");
        await client.SendAsync("431[2]");
        await client.SendAsync("433[3]");
        Assert.Equal(2, await second.WaitAsync(s_patience));
        Assert.Equal(3, await third.WaitAsync(s_patience));
    }

    [Fact]
    public async Task AnAckThatDoesNotFitItsTypeFailsTheWait()
    {
        var (_, client, socket) = await StartAsync();
        var asked = socket.EmitWithAckAsync<int>("q");
        await client.SendAsync("430[\"text\"]");
        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => asked.WaitAsync(s_patience));
        var all = socket.EmitWithAckAsync("q");
        await client.SendAsync("431[\"a\",2]");
        var arguments = await all.WaitAsync(s_patience);
        Assert.Equal(("a", 2), (arguments.Get<string>(0), arguments.Get<int>(1)));
    }

    private async Task<(TestServer Server, TestClient Client, ISocket Socket)> StartAsync(string settings = "")
    {
        var server = new TestServer(Sys, settings);
        var connected = new TaskCompletionSource<ISocket>();
        server.Main.OnConnection(connected.SetResult);
        server.Main.On("echo", (EventContext e) => e.Ack!.Send());
        var client = await server.ConnectAsync();
        return (server, client, await connected.Task.WaitAsync(s_patience));
    }
}
