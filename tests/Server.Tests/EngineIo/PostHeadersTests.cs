using System.Text;
using Microsoft.AspNetCore.Builder;

namespace AkkaSocketIo.Server.Tests.EngineIo;

public class PostHeadersTests
{
    [Fact]
    public async Task AMessageHasTheHeadersOfThePostThatBroughtIt()
    {
        await using var server = await StartAsync();
        var sid = await server.OpenPollingAsync();
        foreach (var name in new[] { "ada", "bob" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, EngineServer.Url("polling", sid)) { Content = new StringContent("4x-name\u001e4x-none", Encoding.UTF8, "text/plain") };
            request.Headers.Add("X-Name", name);
            using var _ = await server.Http.SendAsync(request);
            Assert.Equal($"4{name}\u001e4-", await server.PollAsync(sid));
        }
    }

    [Fact]
    public async Task OneOfAWebSocketHasNone()
    {
        await using var server = await StartAsync();
        server.Http.DefaultRequestHeaders.Add("X-Name", "ada");
        await using var client = await WebSocketClient.UpgradeAsync(server);
        await client.SendAsync("x-name");
        Assert.Equal("-", await client.ReceiveAsync());
    }

    private static Task<EngineServer> StartAsync() =>
        EngineServer.StartAsync(null, new LoopbackNetwork(), (app, _) => app.MapEngineIo("/engine.io", new HeaderTeller()));

    /// <summary>Answers a header's name with its value, and bytes with themselves.</summary>
    private sealed class HeaderTeller : IEngineHandler
    {
        public void OnOpen(IEngineConnection connection)
        {
        }

        public ValueTask OnMessage(IEngineConnection connection, EngineMessage message)
        {
            if (message.IsBinary)
            {
                connection.Send(message.Data.Span);
            }
            else
            {
                connection.Send(message.Headers.GetValueOrDefault(message.Text, "-"));
            }

            return default;
        }

        public void OnClose(IEngineConnection connection, CloseReason reason)
        {
        }
    }
}
