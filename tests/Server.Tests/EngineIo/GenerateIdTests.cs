using System.Net;
using System.Net.WebSockets;

namespace AkkaSocketIo.Server.Tests.EngineIo;

public class GenerateIdTests
{
    private const string Refusal = """{"code":3,"message":"Bad request"}""";

    [Fact]
    [Mirrors("engine.io/server.js", "should register a new client with custom id")]
    [Mirrors("engine.io/server.js", "should register a new client with custom id (with a Promise)")]
    public async Task TheApplicationMakesTheIds()
    {
        await using var server = await EngineServer.StartAsync(o => o.GenerateId = async context =>
        {
            await Task.Yield();
            return "custom-" + context.Request.Query["n"];
        });
        var handshake = await server.Http.GetStringAsync(EngineServer.Url("polling") + "&n=1");
        Assert.StartsWith("""0{"sid":"custom-1",""", handshake, StringComparison.Ordinal);
        using var raw = new RawSocket(await server.OpenSocketAsync(EngineServer.Url("websocket") + "&n=2"));
        Assert.StartsWith("""0{"sid":"custom-2",""", await raw.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal(2, server.Engine.ClientsCount);
        await server.PostAsync("custom-1", "4hello");
        Assert.Equal("4hello", await server.PollAsync("custom-1"));
    }

    [Theory]
    [InlineData("polling")]
    [InlineData("websocket")]
    [Mirrors("engine.io/server.js", "should disallow connection that are rejected by `generateId`")]
    [Mirrors("engine.io/server.js", "should disallow connection that are rejected by `generateId` (websocket only)")]
    public async Task AFailureRefusesTheHandshake(string transport)
    {
        var failure = new InvalidOperationException("no entropy");
        await using var server = await EngineServer.StartAsync(o => o.GenerateId = _ => ValueTask.FromException<string>(failure));
        EngineConnectionError? error = null;
        IReadOnlyDictionary<string, object?>? details = null;
        server.Engine.OnConnectionError(e => (error, details) = (e, e.Context));
        await AssertRefusedAsync(server, transport);
        Assert.Equal(3, error!.Code);
        Assert.Equal("ID_GENERATION_ERROR", details!["name"]);
        Assert.Same(failure, details["error"]);
        Assert.Equal(0, server.Engine.ClientsCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a\u001e4b")]
    [InlineData("é")]
    [InlineData("$a")]
    public async Task WhatIsNoIdIsRefused(string? id)
    {
        await using var server = await EngineServer.StartAsync(o => o.GenerateId = _ => ValueTask.FromResult(id!));
        await AssertRefusedAsync(server, "polling");
        await AssertRefusedAsync(server, "websocket");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("-_~.A9")]
    public async Task WhatAnUrlTakesIsOne(string id)
    {
        await using var server = await EngineServer.StartAsync(o => o.GenerateId = _ => ValueTask.FromResult(id));
        Assert.Equal(id, await server.OpenPollingAsync());
        await server.PostAsync(id, "4hello");
        Assert.Equal("4hello", await server.PollAsync(id));
    }

    [Fact]
    public async Task AnIdBelongsToOneSession()
    {
        await using var server = await EngineServer.StartAsync(o => o.GenerateId = _ => ValueTask.FromResult("same"));
        Assert.Equal("same", await server.OpenPollingAsync());
        await AssertRefusedAsync(server, "polling");
        await AssertRefusedAsync(server, "websocket");
        await server.PostAsync("same", "4hello");
        Assert.Equal("4hello", await server.PollAsync("same"));
        Assert.Equal(1, server.Engine.ClientsCount);
    }

    [Fact]
    public async Task OfManyAtATimeOneGetsIt()
    {
        var all = new TaskCompletionSource();
        var waiting = 0;
        await using var server = await EngineServer.StartAsync(o => o.GenerateId = async _ =>
        {
            if (Interlocked.Increment(ref waiting) == 8)
            {
                all.SetResult();
            }

            await all.Task;
            return "same";
        });
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.Http.GetAsync(EngineServer.Url("polling"))));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.BadRequest));
        Assert.Equal(1, server.Engine.ClientsCount);
    }

    private static async Task AssertRefusedAsync(EngineServer server, string transport)
    {
        if (transport == "websocket")
        {
            var refused = await Assert.ThrowsAsync<WebSocketException>(() => server.ConnectAsync());
            Assert.Contains("'400'", refused.Message, StringComparison.Ordinal);
            return;
        }

        using var response = await server.Http.GetAsync(EngineServer.Url("polling"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(Refusal, await response.Content.ReadAsStringAsync());
    }
}
