using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>Compression of WebSocket messages, told by the bytes that come over the wire.</summary>
public sealed class PerMessageDeflateTests : IAsyncDisposable
{
    private EngineServer? _server;
    private CountingStream? _wire;

    [Theory]
    [InlineData("http1", true, true)]
    [InlineData("http2", true, true)]
    [InlineData("http1", true, false)]
    [InlineData("http2", true, false)]
    [InlineData("http1", false, true)]
    [InlineData("http2", false, true)]
    public async Task MessagesAreCompressedWhereBothSidesWantIt(string network, bool server, bool client)
    {
        using var socket = await ConnectAsync(network, server, client);
        await socket.ReceiveAsync();
        var before = _wire!.BytesRead;
        foreach (var letter in "abc")
        {
            var message = "4" + new string(letter, 20_000);
            await socket.SendAsync(message);
            Assert.Equal(message, await socket.ReceiveAsync());
        }

        // HTTP/2 and TLS add some of their own.
        var bytes = _wire.BytesRead - before;
        Assert.InRange(bytes, server && client ? 1 : 60_000, server && client ? 1_500 : 62_000);
    }

    [Theory]
    [InlineData("http1")]
    [InlineData("http2")]
    public async Task BytesAreCompressedToo(string network)
    {
        using var socket = await ConnectAsync(network, true, true);
        await socket.ReceiveAsync();
        var before = _wire!.BytesRead;
        await socket.SendAsync(new byte[20_000]);
        Assert.Equal(2 + (2 * 20_000), (await socket.ReceiveAsync())!.Length);
        Assert.InRange(_wire.BytesRead - before, 1, 1_000);
    }

    [Theory]
    [InlineData(1022, false)]
    [InlineData(1023, true)]
    public async Task ShortMessagesAreNot(int length, bool compressed)
    {
        using var socket = await ConnectAsync("http1", true, true);
        await socket.ReceiveAsync();
        var before = _wire!.BytesRead;
        var message = "4" + new string('a', length);
        await socket.SendAsync(message);
        Assert.Equal(message, await socket.ReceiveAsync());
        Assert.Equal(compressed, _wire.BytesRead - before < 100);
    }

    [Fact]
    public async Task AMessageCanDoWithout()
    {
        using var socket = await ConnectAsync("http1", true, true);
        await socket.ReceiveAsync();
        var session = (EngineSession)await _server!.NextOpenedAsync();
        var before = _wire!.BytesRead;
        session.TrySend(new EncodedPacket(Encoding.ASCII.GetBytes("4" + new string('a', 20_000))) { Compress = false }, session.Actor);
        Assert.Equal(20_001, (await socket.ReceiveAsync())!.Length);
        Assert.InRange(_wire.BytesRead - before, 20_000, 20_100);
    }

    [Theory]
    [InlineData("http1")]
    [InlineData("http2")]
    public async Task TheLimitIsThatOfTheMessageAndNotOfItsCompression(string network)
    {
        using var socket = await ConnectAsync(network, true, true, o => o.MaxHttpBufferSize = 100_000);
        await socket.ReceiveAsync();
        var message = "4" + new string('a', 99_999);
        await socket.SendAsync(message);
        Assert.Equal(message, await socket.ReceiveAsync());

        await socket.SendAsync(message + "a");
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.CloseStatus);
        await socket.CloseAsync();
        Assert.Equal(new CloseReason(CloseReason.TransportError, CloseReason.MaxPayloadExceeded), await _server!.NextClosedAsync());
    }

    [Fact]
    public async Task NothingIsNegotiatedThatWasNotOffered()
    {
        await using var server = await EngineServer.StartAsync(o => o.PerMessageDeflate = new PerMessageDeflateOptions { Enabled = true });
        Assert.DoesNotContain("Sec-WebSocket-Extensions", await HeadAsync(server), StringComparison.OrdinalIgnoreCase);
        var head = await HeadAsync(server, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");
        Assert.Contains("\r\nSec-WebSocket-Extensions: permessage-deflate; ", head, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("server_no_context_takeover", head, StringComparison.OrdinalIgnoreCase);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static async Task<string> HeadAsync(EngineServer server, params string[] headers)
    {
        using var raw = await RawTcp.ConnectAsync(server);
        await raw.SendAsync(RawTcp.Handshake(EngineServer.Url("websocket"), headers));
        return await raw.ReadHeadAsync();
    }

    private async Task<RawSocket> ConnectAsync(string network, bool server, bool client, Action<SocketIoOptions>? configure = null)
    {
        var between = Network.Of(network);
        _server = await EngineServer.StartAsync(
            o =>
            {
                if (server)
                {
                    o.PerMessageDeflate = new PerMessageDeflateOptions { Enabled = true };
                }

                configure?.Invoke(o);
            },
            between);
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = network == "http1" ? HttpVersion.Version11 : HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.DangerousDeflateOptions = client ? new WebSocketDeflateOptions() : null;
        var handler = between is TlsNetwork tls ? tls.CreateHandler() : new SocketsHttpHandler();
        handler.ConnectCallback = async (to, cancellationToken) =>
        {
            var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await tcp.ConnectAsync(to.DnsEndPoint, cancellationToken);
            return _wire = new CountingStream(new NetworkStream(tcp, ownsSocket: true));
        };
        var address = new UriBuilder(_server.Http.BaseAddress!) { Scheme = network == "http1" ? "ws" : "wss" }.Uri;
        await socket.ConnectAsync(new Uri(address, EngineServer.Url("websocket")), new HttpMessageInvoker(handler), default);
        return new RawSocket(socket);
    }
}
