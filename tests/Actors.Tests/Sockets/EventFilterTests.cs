using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Actors.Tests.Sockets;

public class EventFilterTests : TestKit
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TheCreditOfAnEventThatAMiddlewareKeepsTooLongComesBack(bool changes)
    {
        var server = new TestServer(Sys, "close-timeout = 5s");
        var entered = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        var disconnected = new TaskCompletionSource();
        var handled = false;
        server.Main.UseForEvents(async (e, next) =>
        {
            entered.SetResult();
            await gate.Task;
            if (changes)
            {
                e.Add(1);
            }

            await next();
        });
        server.Main.On("late", (EventContext _) => handled = true);
        server.Main.OnDisconnect((_, _) => disconnected.SetResult());
        server.Of("/other").On("echo", (EventContext e) => e.Ack!.Send());
        var client = await server.ConnectAsync();
        await client.JoinAsync("/other");
        await client.SendAsync("42[\"late\"]");
        await entered.Task;
        await client.SendAsync("41");
        await client.SendAsync("42/other,1[\"echo\"]");
        Assert.Equal("43/other,1[]", await client.ReceiveAsync());
        Assert.Equal(1, client.Link.Credit.Outstanding);
        while (!disconnected.Task.IsCompleted)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await server.SettleAsync(client);
        }

        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 0);
        gate.SetResult();
        await client.SendAsync("42/other,2[\"echo\"]");
        Assert.Equal("43/other,2[]", await client.ReceiveAsync());
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 0);
        Assert.Equal(0, client.Link.Credit.OutstandingBytes);
        Assert.False(handled);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TheScopeOfAnEventWhoseMiddlewareOutlivesItsSocketIsDisposed(bool asks)
    {
        var server = new TestServer(Sys, "close-timeout = 5s", s => s.AddScoped<Disposable>());
        var entered = new TaskCompletionSource<Disposable>();
        var gate = new TaskCompletionSource();
        ISocket? socket = null;
        server.Main.OnConnection(s => socket = s);
        server.Main.UseForEvents(async (e, next) =>
        {
            var used = e.Services.GetRequiredService<Disposable>();
            if (asks)
            {
                // Without a turn from here on.
                _ = e.Socket.EmitWithAckAsync<int>("q");
            }

            entered.SetResult(used);
            await gate.Task;
            await next();
        });
        var client = await server.ConnectAsync();
        await client.SendAsync("42[\"late\"]");
        var service = await entered.Task;
        await client.SendAsync("41");
        var actor = ((Socket)socket!).Actor;
        Watch(actor);
        while (!HasMessages)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await server.SettleAsync(client);
        }

        Assert.False(service.Disposed.Task.IsCompleted);
        gate.SetResult();
        await service.Disposed.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private sealed class Disposable : IDisposable
    {
        public TaskCompletionSource Disposed { get; } = new();

        public void Dispose() => Disposed.SetResult();
    }

    [Fact]
    public async Task AnEventKeepsItsPlaceInTheWindowUntilItsHandlerHasFinished()
    {
        var server = new TestServer(Sys);
        var entered = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        server.Main.UseForEvents((e, next) =>
        {
            e.Add(1);
            return next();
        });
        server.Main.On("hang", async (EventContext _) =>
        {
            entered.SetResult();
            await gate.Task;
        });
        var client = await server.ConnectAsync();
        await client.SendAsync("42[\"hang\"]");
        await entered.Task;
        Assert.Equal(1, client.Link.Credit.Outstanding);
        gate.SetResult();
        await Eventually.TrueAsync(() => client.Link.Credit.Outstanding == 0);
        Assert.Equal(0, client.Link.Credit.OutstandingBytes);
    }
}
