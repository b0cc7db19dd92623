using System.Net.WebSockets;

namespace AkkaSocketIo.BenchServer;

/// <summary>The floor: Kestrel's WebSocket, one buffer, one loop.</summary>
internal static class RawEcho
{
    private const int BufferSize = 4 * 1024;

    public static async Task RunAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        try
        {
            await EchoAsync(socket, context.RequestAborted);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client has gone without a word.
        }
    }

    private static async Task EchoAsync(WebSocket socket, CancellationToken aborted)
    {
        Memory<byte> buffer = new byte[BufferSize];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, aborted);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, aborted);
                return;
            }

            await socket.SendAsync(buffer[..received.Count], received.MessageType, received.EndOfMessage, aborted);
        }
    }
}
