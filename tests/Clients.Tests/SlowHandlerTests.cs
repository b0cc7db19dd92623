using Microsoft.AspNetCore.Builder;

namespace AkkaSocketIo.Clients.Tests;

[Collection(Alone.Name)]
public sealed class SlowHandlerTests
{
    [NodeTheory]
    [InlineData(ClientsAttribute.Polling)]
    [InlineData(ClientsAttribute.WebSocket)]
    [InlineData(ClientsAttribute.Upgrade)]
    public async Task ItFreezesNeitherAnUpgradeNorAPong(string mode)
    {
        var hangs = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(
            options =>
            {
                options.PingInterval = TimeSpan.FromMilliseconds(300);
                options.PingTimeout = TimeSpan.FromMilliseconds(300);
            },
            app =>
            {
                if (mode == ClientsAttribute.Upgrade)
                {
                    HoldWebSocketsUntil(hangs.Task, app);
                }

                app.MapSocketIo().Server.On("hang", async () =>
                {
                    hangs.SetResult();
                    await release.Task;
                    return "released";
                });
            });
        await using var script = NodeScript.Start("slow-handler.mjs", server.Url, mode);

        var (before, after) = mode == ClientsAttribute.Upgrade ? (ClientsAttribute.Polling, ClientsAttribute.WebSocket) : (mode, mode);
        Assert.Equal(before, (await script.NextAsync("sentOver")).GetString());
        Assert.Equal(after, (await script.NextAsync("aliveOver")).GetString());
        release.SetResult();
        Assert.Equal("released", (await script.NextAsync("answer")).GetString());
        await script.EndAsync();
        Assert.Empty(server.Errors);
    }

    // So that the event certainly comes by polling.
    private static void HoldWebSocketsUntil(Task time, WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Request.Query["transport"] == ClientsAttribute.WebSocket)
        {
            await time;
        }

        await next();
    });
}
