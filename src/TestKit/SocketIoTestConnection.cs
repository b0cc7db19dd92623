using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using AkkaSocketIo.Actors;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;

namespace AkkaSocketIo;

/// <summary>
/// A client's connection: one Engine.IO session by WebSocket, with a client for each namespace that it connects to. It
/// answers the server's pings. Safe from any thread.
/// </summary>
public sealed class SocketIoTestConnection : IAsyncDisposable
{
    internal const string TransportClose = "transport close";

    private static readonly byte[] s_pong = "3"u8.ToArray();

    private readonly WebSocket _socket;
    private readonly PacketDecoder _decoder;
    private readonly Channel<(ReadOnlyMemory<byte> Data, WebSocketMessageType Type)> _outgoing = Channel.CreateUnbounded<(ReadOnlyMemory<byte>, WebSocketMessageType)>();
    private readonly ConcurrentDictionary<string, SocketIoTestClient> _clients = new(StringComparer.Ordinal);
    private readonly Task _writing;
    private readonly Task _reading;

    internal SocketIoTestConnection(WebSocket socket, WebSocketLink link, SocketIoNode node)
    {
        _socket = socket;
        _decoder = node.Parser.CreateDecoder(PacketCodec.NoLimits);
        Link = link;
        Node = node;
        _writing = WriteAsync();
        _reading = ReadAsync();
    }

    /// <summary>The id of the Engine.IO session.</summary>
    public string Id => Link.Session.Id;

    /// <summary>Completes when the connection has ended, from whichever side.</summary>
    public Task Closed => _reading;

    /// <summary>The WebSocket status that the server closed with; null if it did not close.</summary>
    public int? CloseCode => (int?)_socket.CloseStatus;

    internal WebSocketLink Link { get; }

    internal SocketIoNode Node { get; }

    /// <summary>Connects to a namespace.</summary>
    /// <inheritdoc cref="SocketIoTestServer.ConnectAsync(string, object?, TestHandshake?)"/>
    public async Task<SocketIoTestClient> ConnectAsync(string nsp = "/", object? auth = null)
    {
        ArgumentNullException.ThrowIfNull(nsp);
        var client = new SocketIoTestClient(this, nsp);
        if (!_clients.TryAdd(nsp, client))
        {
            throw new InvalidOperationException($"This connection has a client in {nsp} already: disconnect it, or open another connection.");
        }

        Send(Node.Parser.Encode(
            SocketIoPacketType.Connect, nsp, SocketIoPacket.NoId, auth is null ? default : JsonSerializer.SerializeToUtf8Bytes(auth, auth.GetType(), Node.Json), [], copyAttachments: false));
        try
        {
            await client.WhenConnected.OrTimeout($"connect to {nsp}").ConfigureAwait(false);
            return client;
        }
        catch (Exception)
        {
            Remove(client);
            throw;
        }
    }

    /// <summary>Closes the connection as a client does that goes away; completes when it has ended.</summary>
    public async Task CloseAsync()
    {
        _outgoing.Writer.TryComplete();
        await _writing.OrTimeout("write what was emitted").ConfigureAwait(false);
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default).ConfigureAwait(false);
        }

        await _reading.OrTimeout("close").ConfigureAwait(false);
    }

    /// <summary>Cuts the connection without a word, as a network does that is lost.</summary>
    public void Abort() => _socket.Abort();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _outgoing.Writer.TryComplete();
        _socket.Abort();
        await _reading.OrTimeout("end").ConfigureAwait(false);
        _socket.Dispose();
    }

    internal void Send(EncodedPacket packet)
    {
        if (packet.Text is { } text)
        {
            _outgoing.Writer.TryWrite((text, WebSocketMessageType.Text));
        }

        foreach (var attachment in packet.Attachments)
        {
            _outgoing.Writer.TryWrite((attachment, WebSocketMessageType.Binary));
        }
    }

    internal void Remove(SocketIoTestClient client) => _clients.TryRemove(new(client.Namespace, client));

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var (data, type) in _outgoing.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                await _socket.SendAsync(data, type, true, default).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // The connection has ended; whoever reads learns of it.
        }
    }

    private async Task ReadAsync()
    {
        Exception? failure = null;
        try
        {
            while (await ReceiveAsync().ConfigureAwait(false) is var (data, isBinary))
            {
                OnMessage(data, isBinary);
            }

            _outgoing.Writer.TryComplete();
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // Cut, by one side or the other.
        }
        catch (Exception e)
        {
            // The server sends what no client can read: whoever waits has to learn why nothing comes.
            failure = e;
            _socket.Abort();
        }
        finally
        {
            _outgoing.Writer.TryComplete();
            foreach (var client in _clients.Values)
            {
                client.OnEnded(TransportClose, failure);
            }
        }
    }

    private async Task<(ReadOnlyMemory<byte> Data, bool IsBinary)?> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var result = await _socket.ReceiveAsync(buffer, default).ConfigureAwait(false);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, result.Count);
            if (result.EndOfMessage)
            {
                return (message.ToArray(), result.MessageType == WebSocketMessageType.Binary);
            }
        }
    }

    private void OnMessage(ReadOnlyMemory<byte> data, bool isBinary)
    {
        if (!isBinary && data.Span[0] == (byte)'2')
        {
            _outgoing.Writer.TryWrite((s_pong, WebSocketMessageType.Text));
        }
        else if ((isBinary || data.Span[0] == (byte)'4') && _decoder.Add(isBinary ? data : data[1..], isBinary) is { } packet
            && _clients.TryGetValue(packet.Namespace, out var client))
        {
            client.OnPacket(packet);
        }
    }
}
