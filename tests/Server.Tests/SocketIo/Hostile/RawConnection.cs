using System.Net.Sockets;
using System.Text;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo.Hostile;

/// <summary>A TCP connection that sends whatever bytes it likes.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _tcp = new();
    private NetworkStream _stream = null!;

    public static async Task<RawConnection> ConnectAsync(IoServer server)
    {
        var raw = new RawConnection();
        await raw._tcp.ConnectAsync(server.Http.BaseAddress!.Host, server.Http.BaseAddress.Port);
        raw._stream = raw._tcp.GetStream();
        return raw;
    }

    /// <summary>Opens a WebSocket; the answer's first line says whether it is one.</summary>
    public async Task<string> UpgradeAsync(string url, string headers = "")
    {
        await SendAsync($"GET {url} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{headers}\r\n");
        return await ReadHeadAsync();
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(byte[] data) => await _stream.WriteAsync(data);

    /// <summary>A masked frame with the mask 0, as a client sends it.</summary>
    public Task SendFrameAsync(byte first, string text)
    {
        var data = Encoding.UTF8.GetBytes(text);
        byte[] length = data.Length < 126 ? [(byte)(0x80 | data.Length)] : [0xfe, (byte)(data.Length >> 8), (byte)data.Length];
        return SendAsync([first, .. length, 0, 0, 0, 0, .. data]);
    }

    /// <summary>The lines before the body; empty when the server has hung up.</summary>
    public async Task<string> ReadHeadAsync()
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await ReadAsync(one) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    /// <summary>Reads until the server hangs up.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        var buffer = new byte[4096];
        while (await ReadAsync(buffer) is > 0 and var read)
        {
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    /// <summary>Reads until these bytes have come.</summary>
    public async Task ReadUntilAsync(byte[] end)
    {
        var all = new List<byte>();
        var one = new byte[1];
        while (!all.TakeLast(end.Length).SequenceEqual(end))
        {
            Assert.NotEqual(0, await ReadAsync(one));
            all.Add(one[0]);
        }
    }

    /// <summary>Ends with a TCP reset.</summary>
    public void Reset()
    {
        _tcp.LingerState = new LingerOption(true, 0);
        _tcp.Close();
    }

    public void Dispose() => _tcp.Dispose();

    private async Task<int> ReadAsync(byte[] buffer)
    {
        using var patience = new CancellationTokenSource(IoServer.Patience);
        try
        {
            return await _stream.ReadAsync(buffer, patience.Token);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
