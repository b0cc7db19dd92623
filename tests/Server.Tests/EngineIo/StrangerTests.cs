namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>WebSockets that name a session and are not its transport: nothing that they say is heard.</summary>
public class StrangerTests
{
    [Fact]
    public async Task ASecondWebSocketCannotSpeakForTheSessionNorEndIt()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using var own = await server.ConnectAsync(sid);
        await own.SendAsync("2probe");
        await own.ReceiveAsync();
        await own.SendAsync("5");
        await own.SendAsync("4mine");
        Assert.Equal("mine", await server.NextReceivedAsync());

        for (var i = 0; i < 5; i++)
        {
            using var second = await server.ConnectAsync(sid);
            await second.SendAsync("2probe");
            await second.SendAsync("4not mine");
            await second.SendAsync("1");
            Assert.Null(await second.ReceiveAsync());
        }

        await own.SendAsync("4still mine");
        Assert.Equal("still mine", await server.NextReceivedAsync());
    }

    [Fact]
    public async Task WhatAnAbortedUpgradeStillSendsIsNotHeard()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        using (var socket = await server.ConnectAsync(sid))
        {
            await socket.SendAsync("4first");
            await socket.SendAsync("4second");
            await socket.SendAsync("2probe");
            await socket.SendAsync("5");
            Assert.Null(await socket.ReceiveAsync());
        }

        using var posted = await server.PostAsync(sid, "4by polling");
        Assert.Equal("by polling", await server.NextReceivedAsync());
    }

    [Fact]
    public async Task ASessionThatClosesIsNotUpgraded()
    {
        await using var server = await EngineServer.StartAsync();
        var sid = await server.OpenPollingAsync();
        (await server.NextOpenedAsync()).Close();
        using var socket = await server.ConnectAsync(sid);
        await socket.SendAsync("2probe");
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal("6\u001e1", await server.PollAsync(sid));
    }
}
