using System.Net.WebSockets;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>A client on a WebSocket, from the start or after an upgrade.</summary>
internal sealed class WebSocketClient : TestClient
{
    private readonly RawSocket _socket;
    private Task _reading = Task.CompletedTask;

    private WebSocketClient(RawSocket socket) => _socket = socket;

    public static async Task<TestClient> OpenAsync(EngineServer server)
    {
        var socket = await server.ConnectAsync();
        return new WebSocketClient(socket) { Handshake = ReadHandshake((await socket.ReceiveAsync())!) }.Start();
    }

    public static async Task<TestClient> UpgradeAsync(EngineServer server)
    {
        var handshake = ReadHandshake(await server.Http.GetStringAsync(EngineServer.Url("polling")));
        var socket = await server.ConnectAsync(handshake.GetProperty("sid").GetString());
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        await socket.SendAsync("5");
        var client = new WebSocketClient(socket) { Handshake = handshake }.Start();

        // Only an answer tells that the server is done with the upgrade.
        await client.SendAsync([]);
        Assert.Equal("0x", await client.ReceiveAsync());
        return client;
    }

    public override Task SendPacketAsync(string packet) => _socket.SendAsync(packet);

    public override Task SendAsync(byte[] message) => _socket.SendAsync(message);

    public override Task CloseAsync() => _socket.CloseAsync();

    public override async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private WebSocketClient Start()
    {
        _reading = ReadAsync();
        return this;
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _socket.ReceiveAsync() is { } message)
            {
                if (message.StartsWith("0x", StringComparison.Ordinal))
                {
                    OnMessage(message);
                }
                else
                {
                    await OnPacketAsync(message);
                }
            }

            await _socket.CloseAsync();
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection was cut, by the server or by the test's end.
        }
        finally
        {
            OnClosed();
        }
    }
}
