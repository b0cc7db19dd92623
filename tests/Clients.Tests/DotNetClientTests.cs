using System.Text.Json;
using SocketIOClient;
using SocketIOClient.Transport;
using Client = SocketIOClient.SocketIO;

namespace AkkaSocketIo.Clients.Tests;

/// <summary>The client that .NET applications use: SocketIOClient from NuGet.</summary>
public sealed class DotNetClientTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private TestServer? _server;

    public async Task InitializeAsync() => _server = await TestServer.StartMatrixAsync();

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        Assert.Empty(_server.Errors);
    }

    [Theory]
    [InlineData(ClientsAttribute.Polling)]
    [InlineData(ClientsAttribute.WebSocket)]
    [InlineData(ClientsAttribute.Upgrade)]
    public async Task ConnectsAndIsWelcomed(string mode)
    {
        using var client = Create(mode);
        var welcome = await ConnectAsync(client);
        Assert.Equal(client.Id, welcome.GetProperty("sid").GetString());
        Assert.Equal(mode == ClientsAttribute.Polling ? mode : ClientsAttribute.WebSocket, (await AskAsync(client, "transport")).GetValue<string>(0));
        await client.DisconnectAsync();
    }

    [Theory]
    [InlineData(ClientsAttribute.Polling)]
    [InlineData(ClientsAttribute.WebSocket)]
    [InlineData(ClientsAttribute.Upgrade)]
    public async Task IsAcknowledgedWithWhatItSent(string mode)
    {
        using var client = Create(mode);
        await ConnectAsync(client);
        var answer = await AskAsync(client, "echo", "té😀xt", 1.5, new { a = new object?[] { null, true } });
        Assert.Equal(3, answer.Count);
        Assert.Equal("té😀xt", answer.GetValue<string>(0));
        Assert.Equal(1.5, answer.GetValue<double>(1));
        Assert.Equal("""{"a":[null,true]}""", answer.GetValue<JsonElement>(2).GetRawText());
        await client.DisconnectAsync();
    }

    [Theory]
    [InlineData(ClientsAttribute.Polling)]
    [InlineData(ClientsAttribute.WebSocket)]
    [InlineData(ClientsAttribute.Upgrade)]
    public async Task ExchangesBinary(string mode)
    {
        using var client = Create(mode);
        await ConnectAsync(client);
        byte[] bytes = [0, 1, 2, 253, 254, 255];
        var back = Next(client, "echo-back");
        await client.EmitAsync("echo", bytes, new Upload("deep", [7]));
        Assert.Equal(bytes, (await back).GetValue<byte[]>(0));
        var upload = (await back).GetValue<Upload>(1);
        Assert.Equal("deep", upload.Name);
        Assert.Equal([7], upload.Content);

        var answer = await AskAsync(client, "echo", bytes);
        Assert.Equal(bytes, answer.GetValue<byte[]>(0));
        await client.DisconnectAsync();
    }

    [Theory]
    [InlineData(ClientsAttribute.Polling)]
    [InlineData(ClientsAttribute.WebSocket)]
    [InlineData(ClientsAttribute.Upgrade)]
    public async Task AnswersTheServer(string mode)
    {
        using var client = Create(mode);
        await ConnectAsync(client);
        client.On("server-call", call => _ = call.CallbackAsync(call.GetValue<string>(), 2));
        var result = Next(client, "server-call-result");
        await client.EmitAsync("please-call", "question");
        Assert.Equal("question", (await result).GetValue<string>(0));
        Assert.Equal(2, (await result).GetValue<int>(1));
        await client.DisconnectAsync();
    }

    [Theory]
    [InlineData(ClientsAttribute.Polling)]
    [InlineData(ClientsAttribute.WebSocket)]
    [InlineData(ClientsAttribute.Upgrade)]
    public async Task JoinsANamespaceWithAuth(string mode)
    {
        using var client = Create(mode, "/custom");
        client.Options.Auth = new { token = "t" };
        var welcome = await ConnectAsync(client);
        Assert.Equal("/custom", welcome.GetProperty("nsp").GetString());
        Assert.Equal("t", welcome.GetProperty("auth").GetProperty("token").GetString());
        Assert.Equal("fine", (await AskAsync(client, "echo", "fine")).GetValue<string>(0));
        await client.DisconnectAsync();
    }

    [Theory]
    [InlineData(ClientsAttribute.Polling)]
    [InlineData(ClientsAttribute.WebSocket)]
    [InlineData(ClientsAttribute.Upgrade)]
    public async Task ComesBackAfterADrop(string mode)
    {
        using var client = Create(mode);
        client.Options.Reconnection = true;
        await ConnectAsync(client);
        var id = client.Id;
        var again = Next(client, "welcome");
        await client.EmitAsync("drop");
        Assert.NotEqual(id, (await again).GetValue<JsonElement>(0).GetProperty("sid").GetString());
        Assert.Equal("back", (await AskAsync(client, "echo", "back")).GetValue<string>(0));
        client.Options.Reconnection = false;
        await client.DisconnectAsync();
    }

    private Client Create(string mode, string nsp = "") => new(_server!.Url + nsp, new SocketIOOptions
    {
        Transport = mode == ClientsAttribute.WebSocket ? TransportProtocol.WebSocket : TransportProtocol.Polling,
        AutoUpgrade = mode == ClientsAttribute.Upgrade,
        EIO = 4,

        // It tries to come back even when it was disposed, and its exception then ends the process.
        Reconnection = false,
        ReconnectionDelay = 20,
        ReconnectionDelayMax = 100,
    });

    /// <summary>Joined, and greeted: over WebSocket the client's own method returns before that.</summary>
    private static async Task<JsonElement> ConnectAsync(Client client)
    {
        var welcome = Next(client, "welcome");
        await client.ConnectAsync();
        return (await welcome).GetValue<JsonElement>(0);
    }

    private static Task<SocketIOResponse> Next(Client client, string eventName)
    {
        var next = new TaskCompletionSource<SocketIOResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.On(eventName, response => next.TrySetResult(response));
        return next.Task.WaitAsync(s_patience);
    }

    private static async Task<SocketIOResponse> AskAsync(Client client, string eventName, params object[] arguments)
    {
        var answer = new TaskCompletionSource<SocketIOResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        await client.EmitAsync(eventName, response => answer.TrySetResult(response), arguments);
        return await answer.Task.WaitAsync(s_patience);
    }

    private sealed record Upload(string Name, byte[] Content);
}
