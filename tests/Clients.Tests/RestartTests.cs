namespace AkkaSocketIo.Clients.Tests;

public sealed class RestartTests
{
    private static readonly string[] s_ends = ["transport close", "transport error"];

    [NodeTheory]
    [InlineData(ClientsAttribute.Polling)]
    [InlineData(ClientsAttribute.WebSocket)]
    [InlineData(ClientsAttribute.Upgrade)]
    [Mirrors("socket.io/socket.ts", "should be able to emit after server close and restart")]
    public async Task AClientComesBackToAServerThatWasRestarted(string mode)
    {
        var first = await TestServer.StartMatrixAsync();
        await using var script = NodeScript.Start("restart.mjs", first.Url, mode);
        var id = (await script.NextAsync("connected")).GetString();
        await first.DisposeAsync();

        // By polling it learns of the end from its hanging request, or from the next one if none was hanging.
        Assert.Contains((await script.NextAsync("lost")).GetString(), mode == ClientsAttribute.WebSocket ? ["transport close"] : s_ends);

        await using var second = await TestServer.StartMatrixAsync(port: new Uri(first.Url).Port);
        Assert.NotEqual(id, (await script.NextAsync("connected")).GetString());
        Assert.Equal("kept until then", (await script.NextAsync("echo")).GetString());
        await script.EndAsync();
        Assert.Empty(first.Errors);
        Assert.Empty(second.Errors);
    }

    [NodeTheory]
    [InlineData(ClientsAttribute.Polling)]
    [InlineData(ClientsAttribute.WebSocket)]
    [InlineData(ClientsAttribute.Upgrade)]
    [Mirrors("socket.io/socket.ts", "should not fire reconnect_failed event more than once when server closed")]
    public async Task AClientGivesUpOnceOnAServerThatStaysAway(string mode)
    {
        var server = await TestServer.StartMatrixAsync();
        await using var script = NodeScript.Start("gone.mjs", server.Url, mode);
        await script.NextAsync("connected");
        await server.DisposeAsync();
        Assert.Equal(1, (await script.NextAsync("attempt")).GetInt32());
        Assert.Equal(2, (await script.NextAsync("attempt")).GetInt32());
        Assert.True((await script.NextAsync("failed")).GetBoolean());
        await script.EndAsync();
        Assert.Empty(server.Errors);
    }
}
