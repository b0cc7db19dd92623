using Microsoft.AspNetCore.Builder;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>An application's handler that throws: nothing hangs and nothing is left.</summary>
public class FailingHandlerTests
{
    [Fact]
    public async Task ItCostsNoSession()
    {
        var handler = new Failing();
        var server = await EngineServer.StartAsync(null, new LoopbackNetwork(), (app, _) => app.MapEngineIo("/engine.io", handler));
        var sid = await server.OpenPollingAsync();
        using var socket = await server.ConnectAsync();
        await socket.ReceiveAsync();
        await socket.SendAsync("4hello");
        using var posted = await server.PostAsync(sid, "4hello");
        await handler.Messages.Task.WaitAsync(EngineServer.Patience);
        await server.StopAsync().WaitAsync(EngineServer.Patience);
        Assert.Equal(2, handler.Closed);
        await server.DisposeAsync();
    }

    private sealed class Failing : IEngineHandler
    {
        private int _closed;
        private int _messages;

        public TaskCompletionSource Messages { get; } = new();

        public int Closed => _closed;

        public void OnOpen(IEngineConnection connection) => throw new InvalidOperationException("open");

        public ValueTask OnMessage(IEngineConnection connection, EngineMessage message)
        {
            if (Interlocked.Increment(ref _messages) == 2)
            {
                Messages.SetResult();
            }

            throw new InvalidOperationException("message");
        }

        public void OnClose(IEngineConnection connection, CloseReason reason)
        {
            Interlocked.Increment(ref _closed);
            throw new InvalidOperationException("close");
        }
    }
}
