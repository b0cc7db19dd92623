using System.Text.Json;
using System.Threading.Channels;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>
/// An Engine.IO client that reads in the background, as real ones do, and answers pings. Messages are text, binary ones
/// hexadecimal digits behind "0x".
/// </summary>
internal abstract class TestClient : IAsyncDisposable
{
    private readonly Channel<string> _messages = Channel.CreateUnbounded<string>();
    private readonly Channel<bool> _pings = Channel.CreateUnbounded<bool>();

    /// <summary>What the server said when it opened the session.</summary>
    public required JsonElement Handshake { get; init; }

    public bool AnswersPings { get; set; } = true;

    /// <summary>Sends one text packet, its type included.</summary>
    public abstract Task SendPacketAsync(string packet);

    public abstract Task SendAsync(byte[] message);

    public Task SendAsync(string message) => SendPacketAsync("4" + message);

    /// <summary>Ends the session as a client of this transport does.</summary>
    public abstract Task CloseAsync();

    /// <summary>The next message; null when the server has ended the session.</summary>
    public async Task<string?> ReceiveAsync()
    {
        try
        {
            return await EngineServer.NextAsync(_messages.Reader);
        }
        catch (ChannelClosedException)
        {
            return null;
        }
    }

    public Task NextPingAsync() => EngineServer.NextAsync(_pings.Reader);

    public abstract ValueTask DisposeAsync();

    protected static JsonElement ReadHandshake(string packet)
    {
        Assert.StartsWith("0{", packet, StringComparison.Ordinal);
        return JsonDocument.Parse(packet[1..]).RootElement;
    }

    protected async Task OnPacketAsync(string packet)
    {
        if (packet == "2")
        {
            if (AnswersPings)
            {
                await SendPacketAsync("3");
            }

            _pings.Writer.TryWrite(true);
        }
        else if (packet is ['4', .. var text])
        {
            OnMessage(text);
        }
    }

    protected void OnMessage(string message) => _messages.Writer.TryWrite(message);

    protected void OnClosed() => _messages.Writer.TryComplete();
}
