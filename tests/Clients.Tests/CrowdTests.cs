using System.Globalization;

namespace AkkaSocketIo.Clients.Tests;

[Collection(Alone.Name)]
public sealed class CrowdTests
{
    [NodeTheory]
    [InlineData(ClientsAttribute.WebSocket, 1000)]
    [InlineData(ClientsAttribute.Polling, 200)]
    public async Task AllAreServedAndNothingIsLeftOfThem(string mode, int count)
    {
        // All run in one process: what it has no time to answer must not count as dead.
        await using var server = await TestServer.StartMatrixAsync(options => options.PingTimeout = TimeSpan.FromSeconds(20));
        using var left = new CountdownEvent(count);
        var allLeft = new TaskCompletionSource();
        server.Io.OnDisconnect((_, _) =>
        {
            if (left.Signal())
            {
                allLeft.SetResult();
            }
        });
        await using var script = NodeScript.Start("crowd.mjs", server.Url, mode, ClientsAttribute.Newest, "", count.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(count, (await script.NextAsync("answered")).GetInt32());
        Assert.Equal(count, server.Io.Sockets.Count);
        server.Io.Emit("everybody", "news");
        Assert.Equal(count, (await script.NextAsync("heard")).GetInt32());
        await allLeft.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(server.Io.Sockets);
        Assert.Equal(0, await server.Io.CountAsync());
        await script.EndAsync();
        Assert.Empty(server.Errors);
    }
}
