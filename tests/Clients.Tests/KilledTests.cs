namespace AkkaSocketIo.Clients.Tests;

public sealed class KilledTests
{
    [NodeTheory]
    [InlineData(ClientsAttribute.Polling)]
    [InlineData(ClientsAttribute.WebSocket)]
    [Mirrors("engine.io/server.js", "should trigger if a poll request is ongoing and the underlying socket closes, as in a browser tab close")]
    public async Task TheServerNoticesAClientThatIsGone(string mode)
    {
        // Not by its silence, which would be noticed only after a minute.
        await using var server = await TestServer.StartMatrixAsync(options => options.PingInterval = options.PingTimeout = TimeSpan.FromMinutes(1));
        var ended = new TaskCompletionSource<DisconnectReason>();
        server.Io.OnDisconnect((_, reason) => ended.SetResult(reason));
        await using (var script = NodeScript.Start("stay.mjs", server.Url, mode))
        {
            await script.NextAsync("connected");
        }

        var reason = await ended.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Contains(reason.Name, new[] { CloseReason.TransportClose, CloseReason.TransportError });
        Assert.Empty(server.Io.Sockets);
        Assert.Empty(server.Errors);
    }
}
