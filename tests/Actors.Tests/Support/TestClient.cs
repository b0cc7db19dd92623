using System.Net.WebSockets;
using System.Text;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.Streams;

namespace AkkaSocketIo.Actors.Tests.Support;

/// <summary>A client that says what it is told to say, and reads when it is told to read.</summary>
internal sealed class TestClient(WebSocket socket, EngineSession session, WebSocketLink link)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public EngineSession Session => session;

    public WebSocketLink Link => link;

    /// <summary>If not, a ping is a message like others.</summary>
    public bool AnswersPings { get; set; } = true;

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public Task SendAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default).WaitAsync(s_patience);

    public Task SendAsync(byte[] data) => socket.SendAsync(data, WebSocketMessageType.Binary, true, default).WaitAsync(s_patience);

    /// <summary>Joins a namespace and reads the answer; the new socket's id.</summary>
    public async Task<string> JoinAsync(string nsp = "/")
    {
        var head = nsp == "/" ? "40" : $"40{nsp},";
        await SendAsync(head);
        var answer = await ReceiveAsync();
        Assert.StartsWith(head + "{\"sid\":\"", answer);
        return answer![(head.Length + 8)..^2];
    }

    /// <summary>The next message as text, binary in hexadecimal; null when the server has closed. Pings are answered on the way.</summary>
    public async Task<string?> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer, default).WaitAsync(s_patience);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, result.Count);
            if (!result.EndOfMessage)
            {
                continue;
            }

            if (result.MessageType == WebSocketMessageType.Binary)
            {
                return Convert.ToHexString(message.ToArray());
            }

            var text = Encoding.UTF8.GetString(message.ToArray());
            if (text != "2" || !AnswersPings)
            {
                return text;
            }

            await SendAsync("3");
            message.SetLength(0);
        }
    }

    public void Abort() => socket.Abort();

    /// <summary>Answers the server's close, or closes.</summary>
    public Task CloseAsync() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default).WaitAsync(s_patience);
}
