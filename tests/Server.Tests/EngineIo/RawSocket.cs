using System.Net.WebSockets;
using System.Text;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>A WebSocket of a client that speaks frames and nothing else.</summary>
internal sealed class RawSocket(WebSocket socket) : IDisposable
{
    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public Task SendAsync(string text, bool isEnd = true) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, isEnd, default);

    public Task SendAsync(byte[] data) => socket.SendAsync(data, WebSocketMessageType.Binary, true, default);

    public Task CloseAsync() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);

    /// <summary>Cuts the connection.</summary>
    public void Abort() => socket.Abort();

    /// <summary>The next message as text; binary as hexadecimal digits behind "0x"; null when the server has closed.</summary>
    public async Task<string?> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(EngineServer.Patience);
        using var message = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer, patience.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, result.Count);
            if (result.EndOfMessage)
            {
                return result.MessageType == WebSocketMessageType.Binary
                    ? "0x" + Convert.ToHexString(message.ToArray())
                    : Encoding.UTF8.GetString(message.ToArray());
            }
        }
    }

    public void Dispose() => socket.Dispose();
}
