using System.Net.WebSockets;
using System.Text;

namespace AkkaSocketIo.Server.Tests.SocketIo.Wire;

internal sealed class WebSocketClient : WireClient
{
    private readonly ClientWebSocket _socket = new();

    private WebSocketClient()
    {
    }

    public override int? CloseCode => (int?)_socket.CloseStatus;

    public static async Task<WebSocketClient> OpenAsync(IoServer server, string query = "")
    {
        var client = await HandshakeAsync(server, null, query);
        client.Sid = SidOf((await client.ReadAsync())[0]);
        return client;
    }

    /// <summary>Opens a session by polling and moves it to a WebSocket.</summary>
    public static async Task<WebSocketClient> OpenByUpgradeAsync(IoServer server, string query = "")
    {
        await using var polling = await PollingClient.OpenAsync(server, query);
        return await UpgradeAsync(server, polling.Sid);
    }

    public static async Task<WebSocketClient> UpgradeAsync(IoServer server, string sid)
    {
        var client = await HandshakeAsync(server, sid);
        await client.SendAsync("2probe");
        Assert.Equal(["3probe"], await client.ReadAsync());
        await client.SendAsync("5");
        return client;
    }

    public override async Task SendAsync(params string[] packets)
    {
        foreach (var packet in packets)
        {
            var (data, type) = packet.StartsWith('b')
                ? (Convert.FromBase64String(packet[1..]), WebSocketMessageType.Binary)
                : (Encoding.UTF8.GetBytes(packet), WebSocketMessageType.Text);
            await _socket.SendAsync(data, type, true, default);
        }
    }

    public override void Abort() => _socket.Abort();

    public override Task CloseAsync() => _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);

    protected override async Task<IReadOnlyList<string>> ReadAsync()
    {
        using var patience = new CancellationTokenSource(IoServer.Patience);
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var result = await _socket.ReceiveAsync(buffer, patience.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                await AnswerCloseAsync();
                return [];
            }

            message.Write(buffer, 0, result.Count);
            if (result.EndOfMessage)
            {
                var data = message.ToArray();
                return [result.MessageType == WebSocketMessageType.Binary ? "b" + Convert.ToBase64String(data) : Encoding.UTF8.GetString(data)];
            }
        }
    }

    public override ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }

    private async Task AnswerCloseAsync()
    {
        try
        {
            if (_socket.State == WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
            }
        }
        catch (WebSocketException)
        {
            // The server did not wait for it.
        }
    }

    private static async Task<WebSocketClient> HandshakeAsync(IoServer server, string? sid, string query = "")
    {
        var client = new WebSocketClient { Sid = sid ?? "" };
        var address = new UriBuilder(new Uri(server.Http.BaseAddress!, IoServer.Url("websocket", sid, query))) { Scheme = "ws" };
        await client._socket.ConnectAsync(address.Uri, default);
        return client;
    }
}
