namespace AkkaSocketIo.Clients.Tests;

public sealed class ExpiredTests
{
    [NodeTheory]
    [InlineData(ClientsAttribute.Polling)]
    [InlineData(ClientsAttribute.WebSocket)]
    [InlineData(ClientsAttribute.Upgrade)]
    public async Task AClientWhoseTokenHasExpiredComesBackWithANewOne(string mode)
    {
        await using var server = await TestServer.StartMatrixAsync();
        var nsp = server.Io.Of("/custom");
        var reasons = new TaskCompletionSource<DisconnectReason>();
        nsp.OnDisconnect((_, reason) => reasons.TrySetResult(reason));
        await using var script = NodeScript.Start("expired.mjs", server.Url, mode);
        Assert.Equal(1, (await script.NextAsync("token")).GetInt32());
        Assert.Single(nsp.Sockets).ExpiresAt = DateTimeOffset.UtcNow;
        Assert.Equal("transport close", (await script.NextAsync("lost")).GetString());
        Assert.Equal("token expired", (await reasons.Task).Name);
        Assert.Equal(2, (await script.NextAsync("token")).GetInt32());
        await script.EndAsync();
        Assert.Empty(server.Errors);
    }
}
