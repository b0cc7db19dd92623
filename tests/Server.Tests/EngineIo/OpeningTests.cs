using Microsoft.AspNetCore.Builder;

namespace AkkaSocketIo.Server.Tests.EngineIo;

public class OpeningTests
{
    [Fact]
    public async Task WhatIsSentOnOpeningComesRightBehindTheHandshake()
    {
        await using var server = await EngineServer.StartAsync(null, new LoopbackNetwork(), (app, _) => app.MapEngineIo("/engine.io", new Greeter()));
        foreach (var open in new Func<EngineServer, Task<TestClient>>[] { PollingClient.OpenAsync, WebSocketClient.OpenAsync })
        {
            await using var client = await open(server);
            Assert.Equal("welcome", await client.ReceiveAsync());
        }
    }

    private sealed class Greeter : IEngineHandler
    {
        public void OnOpen(IEngineConnection connection) => connection.Send("welcome");

        public ValueTask OnMessage(IEngineConnection connection, EngineMessage message) => default;

        public void OnClose(IEngineConnection connection, CloseReason reason)
        {
        }
    }
}
