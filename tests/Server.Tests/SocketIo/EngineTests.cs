using System.Net;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>The engine below a Socket.IO server.</summary>
public class EngineTests
{
    [Fact]
    public async Task ItIsOneForAllPathsOfTheServer()
    {
        await using var server = await IoServer.StartAsync(s => s.AddSocketIo(), app =>
        {
            app.MapSocketIo("/other");
            return app.MapSocketIo().Server;
        });
        server.Io.Engine.OnHeaders((headers, _) => headers["x-engine"] = "there");
        foreach (var path in new[] { "/socket.io", "/other" })
        {
            using var response = await server.Http.GetAsync(path + "/?EIO=4&transport=polling");
            Assert.Equal("there", response.Headers.GetValues("x-engine").Single());
        }

        Assert.Equal(2, server.Io.Engine.ClientsCount);
    }

    [Theory]
    [InlineData(Mode.Polling)]
    [InlineData(Mode.WebSocket)]
    public async Task MessagesBelowTheSocketsReachTheClient(Mode mode)
    {
        await using var server = await IoServer.StartAsync();
        var types = new List<string>();
        server.Io.Engine.OnConnection(c => c.Send("raw")).OnPacket((_, p) => types.Add(p.Type + p.Text));
        await using var client = await server.OpenAsync(mode);
        await client.ExpectAsync("4raw");
        await client.JoinAsync();
        Assert.Equal(["message0"], types);
    }

    [Fact]
    public async Task AnIdThatIsInUseTakesNoPlaceAmongTheHandshakes()
    {
        var both = new TaskCompletionSource();
        var asked = 0;
        await using var server = await IoServer.StartAsync(o =>
        {
            o.MaxPendingHandshakes = 2;
            o.GenerateId = async _ =>
            {
                var turn = Interlocked.Increment(ref asked);
                if (turn == 2)
                {
                    both.SetResult();
                }

                await both.Task;
                return turn <= 2 ? "same" : "other";
            };
        });
        var answers = await Task.WhenAll(server.Http.GetAsync(IoServer.Url("polling")), server.Http.GetAsync(IoServer.Url("polling")));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.BadRequest], answers.Select(a => a.StatusCode).Order());
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync(IoServer.Url("polling"))).StatusCode);
        Assert.Equal(2, server.Io.Engine.ClientsCount);
        Assert.Contains(server.Logs.GetSnapshot(), l => l.Id.Name == "IdGenerationFailed" && l.Exception!.Message.Contains("another session has", StringComparison.Ordinal));
    }
}
