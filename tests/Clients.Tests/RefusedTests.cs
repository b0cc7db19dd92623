using Microsoft.AspNetCore.Builder;

namespace AkkaSocketIo.Clients.Tests;

public sealed class RefusedTests
{
    [NodeTheory]
    [InlineData(ClientsAttribute.Polling)]
    [InlineData(ClientsAttribute.WebSocket)]
    [InlineData(ClientsAttribute.Upgrade)]
    [Mirrors("socket.io/v2-compatibility.ts", "should not connect if `allowEIO3` is false (default)")]
    public async Task AClientOfAnOlderProtocolIsToldSo(string mode)
    {
        await using var server = await TestServer.StartAsync(_ => { }, app => app.MapSocketIo());
        await using var script = NodeScript.Start("refused.mjs", server.Url, mode, "socket.io-client-2");
        Assert.Contains("error", (await script.NextAsync("refused")).GetString(), StringComparison.OrdinalIgnoreCase);
        await script.EndAsync();
        Assert.Empty(server.Io.Sockets);
        Assert.Empty(server.Errors);
    }
}
