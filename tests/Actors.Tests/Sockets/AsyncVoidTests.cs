using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Sockets;

/// <summary>An exception in an async void method ends the process: such handlers are refused when they are registered.</summary>
public class AsyncVoidTests : TestKit
{
    [Fact]
    public void TheyAreRefused()
    {
        var main = new TestServer(Sys).Main;
        Assert.Throws<ArgumentException>(() => main.On("e", OnEvent));
        Assert.Throws<ArgumentException>(() => main.OnConnection(OnConnection));
        Assert.Throws<ArgumentException>(() => main.OnDisconnect(OnDisconnect));
        Assert.Throws<ArgumentException>(() => main.OnError(OnError));
    }

    [Fact]
    public async Task AnErrorHandlerMayReturnATask()
    {
        var server = new TestServer(Sys);
        var told = new TaskCompletionSource<string>();
        server.Main.OnError(async error =>
        {
            await Task.Yield();
            told.SetResult(error.Exception.Message);
            throw new InvalidOperationException("is only logged");
        });
        server.Main.On("fail", (EventContext _) => throw new InvalidOperationException("told"));
        var client = await server.ConnectAsync();
        await client.SendAsync("42[\"fail\"]");
        Assert.Equal("told", await told.Task.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static async void OnEvent(EventContext context) => await Task.Yield();

    private static async void OnConnection(ISocket socket) => await Task.Yield();

    private static async void OnDisconnect(ISocket socket, DisconnectReason reason) => await Task.Yield();

    private static async void OnError(SocketError error) => await Task.Yield();
}
