using System.Net.Sockets;
using System.Text;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>A TCP connection to the server, for what no HTTP client sends.</summary>
internal sealed class RawTcp : IDisposable
{
    private readonly TcpClient _tcp = new();

    public static async Task<RawTcp> ConnectAsync(EngineServer server, int? receiveBuffer = null)
    {
        var raw = new RawTcp();
        if (receiveBuffer is { } size)
        {
            raw._tcp.ReceiveBufferSize = size;
        }

        await raw._tcp.ConnectAsync(server.Http.BaseAddress!.Host, server.Http.BaseAddress.Port);
        return raw;
    }

    /// <summary>The bytes of a request that asks for a WebSocket.</summary>
    public static string Handshake(string url, params string[] headers) => Request(
        "GET", url, ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", .. headers]);

    public static string Request(string method, string url, params string[] headers) =>
        string.Join("\r\n", [$"{method} {url} HTTP/1.1", "Host: 127.0.0.1", .. headers, "", ""]);

    /// <summary>Sends both in one piece.</summary>
    public async Task SendAsync(string text, params byte[] bytes) =>
        await _tcp.GetStream().WriteAsync((byte[])[.. Encoding.UTF8.GetBytes(text), .. bytes]);

    /// <summary>Reads until the head of an answer has ended.</summary>
    public async Task<string> ReadHeadAsync()
    {
        using var patience = new CancellationTokenSource(EngineServer.Patience);
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await _tcp.GetStream().ReadExactlyAsync(one, patience.Token);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    /// <summary>Reads until these bytes have come.</summary>
    public async Task<byte[]> ReadUntilAsync(params byte[] end)
    {
        using var patience = new CancellationTokenSource(EngineServer.Patience);
        var all = new List<byte>();
        var one = new byte[1];
        while (!all.TakeLast(end.Length).SequenceEqual(end))
        {
            await _tcp.GetStream().ReadExactlyAsync(one, patience.Token);
            all.Add(one[0]);
        }

        return [.. all];
    }

    /// <summary>Reads until the server ends the connection, in good order or not.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var patience = new CancellationTokenSource(EngineServer.Patience);
        using var all = new MemoryStream();
        try
        {
            await _tcp.GetStream().CopyToAsync(all, patience.Token);
        }
        catch (IOException)
        {
            // Cut: what came before counts.
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }

    public void Dispose() => _tcp.Dispose();
}
