using System.Text.Json;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>Namespaces that the application allows by a function of name and auth.</summary>
public class NamespaceFunctionTests
{
    private const string Refused = """44/x,{"message":"Invalid namespace"}""";

    [Fact]
    [Mirrors("socket.io/namespaces.ts", "should allow connections to dynamic namespaces with a function")]
    public async Task TheFunctionSeesNameAndAuth()
    {
        await using var server = await IoServer.StartAsync();
        var asked = new Probe<string>();
        var parent = server.Io.Of(async (name, auth) =>
        {
            await Task.Yield();
            asked.Add($"{name} {auth}");
            return auth.TryGetProperty("ok", out _);
        });
        parent.On("where", (INamespace nsp) => $"{nsp.Name} {nsp.Parameters.Count}");
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.SendAsync("40/x,");
        await client.ExpectAsync(Refused);
        await client.JoinAsync("/x", """{"ok":1}""");
        await client.SendAsync("42/x,1[\"where\"]");
        await client.ExpectAsync("43/x,1[\"/x 0\"]");
        Assert.Equal(["/x {}", "/x {\"ok\":1}"], await asked.NextAsync(2));

        // What is there is not asked for again.
        await using var second = await server.ConnectAsync(nsp: "/x");
        Assert.True(asked.IsEmpty);
    }

    [Fact]
    public async Task TheFirstThatAllowsWins()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of((_, _) => ValueTask.FromResult(false)).On("which", () => 1);
        server.Io.Of(new System.Text.RegularExpressions.Regex("^/a$")).On("which", () => 2);
        server.Io.Of(async (_, _) =>
        {
            await Task.Yield();
            return true;
        }).On("which", () => 3);
        server.Io.Of("/{any}").On("which", () => 4);
        await using var client = await server.ConnectAsync(nsp: "/a");
        await client.JoinAsync("/b");
        await client.SendAsync("42/a,1[\"which\"]", "42/b,1[\"which\"]");
        var answers = new[] { await client.ReceiveAsync(), await client.ReceiveAsync() };
        Assert.Equal(["43/a,1[2]", "43/b,1[3]"], answers.Order());
    }

    [Fact]
    public async Task WhoRacesForANameMeetsInOneNamespace()
    {
        await using var server = await IoServer.StartAsync();
        var names = new Probe<INamespace>();
        var made = new Probe<INamespace>();
        server.Io.OnNewNamespace(made.Add);
        server.Io.Of(async (_, _) =>
        {
            await Task.Yield();
            return true;
        }).OnConnection(s => names.Add(s.Namespace));
        var clients = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => server.OpenAsync(Mode.WebSocket)));
        await Task.WhenAll(clients.Select(c => c.JoinAsync("/x")));
        Assert.Single((await names.NextAsync(10)).Distinct());
        await made.NextAsync();
        Assert.True(made.IsEmpty);
        await Task.WhenAll(clients.Select(c => c.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task OnlyTheClientsConnectToThatNamespaceWaits()
    {
        await using var server = await IoServer.StartAsync();
        var answer = new TaskCompletionSource<bool>();
        server.Io.Of((name, _) => new ValueTask<bool>(answer.Task));
        server.Io.On("echo", (int n) => n);
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.SendAsync("40/x,");
        await client.JoinAsync();
        await client.SendAsync("421[\"echo\",1]");
        await client.ExpectAsync("431[1]");
        answer.SetResult(true);
        WireClient.SocketId(await client.ReceiveAsync(), "40/x,");
    }

    [Theory]
    [InlineData("40/x,")]
    [InlineData("42/x,[\"early\"]")]
    [InlineData("41/x,")]
    public async Task WhoDoesNotWaitForTheAnswerLosesTheConnection(string packet)
    {
        await using var server = await IoServer.StartAsync();
        var asked = new Probe<string>();
        server.Io.Of((name, _) =>
        {
            asked.Add(name);
            return new ValueTask<bool>(new TaskCompletionSource<bool>().Task);
        });
        await using var client = await server.ConnectAsync();
        await client.SendAsync("40/x,");
        await asked.NextAsync();
        await client.SendAsync(packet);
        await client.ExpectCloseAsync();

        // Nothing waits for the answer that does not come.
        await server.StopAsync().WaitAsync(IoServer.Patience);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatItThrowsIsLoggedAndAllowsNothing(bool isAsync)
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of((_, _) => isAsync ? ValueTask.FromException<bool>(new InvalidOperationException("broken")) : throw new InvalidOperationException("broken"));
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.SendAsync("40/x,");
        await client.ExpectAsync(Refused);
        await server.Logs.TheOneAsync(l => l.Id.Name == "NamespaceQuestionFailed" && l.Exception!.Message == "broken");
    }

    [Fact]
    public async Task AllItHasIsTheConnectTimeout()
    {
        var time = new FakeTimeProvider();
        await using var server = await IoServer.StartAsync(o =>
        {
            o.TimeProvider = time;
            o.PingInterval = Clock.NoPing;
            o.ConnectTimeout = TimeSpan.FromSeconds(5);
        });
        server.Io.Of((_, _) => new ValueTask<bool>(new TaskCompletionSource<bool>().Task));
        await using var client = await server.ConnectAsync();
        await client.SendAsync("40/x,");
        var answer = client.ReceiveAsync();
        await time.AdvanceUntilAsync(() => answer.IsCompleted);
        Assert.Equal(Refused, await answer);
        await server.Logs.TheOneAsync(l => l.Id.Name == "NamespaceQuestionFailed" && l.Exception is TimeoutException);
    }

    [Fact]
    public async Task WaitingConnectsCountAsNamespaces()
    {
        await using var server = await IoServer.StartAsync(o => o.MaxNamespacesPerConnection = 2);
        server.Io.Of((_, _) => new ValueTask<bool>(new TaskCompletionSource<bool>().Task));
        await using var client = await server.ConnectAsync();
        await client.SendAsync("40/x,", "40/y,");
        await client.ExpectCloseAsync();
    }

    [Fact]
    public async Task AuthIsCheckedJson()
    {
        await using var server = await IoServer.StartAsync();
        var seen = new Probe<JsonElement>();
        server.Io.Of((_, auth) =>
        {
            seen.Add(auth);
            return ValueTask.FromResult(true);
        });
        await using var client = await server.OpenAsync(Mode.Polling);
        await client.JoinAsync("/x", """{"token":"é","deep":{"a":[1]}}""");
        Assert.Equal("é", (await seen.NextAsync()).GetProperty("token").GetString());
    }
}
