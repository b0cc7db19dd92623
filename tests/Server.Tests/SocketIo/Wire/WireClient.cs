using System.Text.Json;

namespace AkkaSocketIo.Server.Tests.SocketIo.Wire;

/// <summary>
/// A client that speaks packets and knows no rules. A packet is written as polling writes it: text as it is, binary as
/// <c>b</c> and base64, whatever the transport makes of it.
/// </summary>
internal abstract class WireClient : IAsyncDisposable
{
    private readonly Queue<string> _received = new();

    /// <summary>The Engine.IO session's id.</summary>
    public string Sid { get; protected set; } = "";

    /// <summary>Whether it answers heartbeats while it reads.</summary>
    public bool AnswersPings { get; set; } = true;

    /// <summary>The WebSocket close code, if it was told one.</summary>
    public virtual int? CloseCode => null;

    public abstract Task SendAsync(params string[] packets);

    /// <summary>Drops the connection without a word, as a process that dies does.</summary>
    public abstract void Abort();

    /// <summary>Leaves as the transport does when its user goes: the WebSocket's close, or polling's close packet.</summary>
    public abstract Task CloseAsync();

    /// <summary>What comes next; nothing when the server has closed.</summary>
    protected abstract Task<IReadOnlyList<string>> ReadAsync();

    /// <summary>The next packet, without the engine's own; null when the server has closed.</summary>
    public async Task<string?> ReceiveAsync()
    {
        while (true)
        {
            if (_received.TryDequeue(out var packet))
            {
                switch (packet)
                {
                    case "2" when AnswersPings:
                        await SendAsync("3");
                        break;
                    case "2" or "6":
                        break;
                    case "1":
                        return null;
                    default:
                        return packet;
                }
            }
            else if (await ReadAsync() is { Count: > 0 } packets)
            {
                foreach (var next in packets)
                {
                    _received.Enqueue(next);
                }
            }
            else
            {
                return null;
            }
        }
    }

    /// <summary>These packets come next, byte for byte.</summary>
    public async Task ExpectAsync(params string[] packets)
    {
        foreach (var packet in packets)
        {
            Assert.Equal(packet, await ReceiveAsync());
        }
    }

    /// <summary>The server closes, and has nothing to say before.</summary>
    public async Task ExpectCloseAsync() => Assert.Null(await ReceiveAsync());

    /// <summary>Joins a namespace; returns the socket's id.</summary>
    public async Task<string> JoinAsync(string nsp = "/", string auth = "")
    {
        var head = nsp == "/" ? "40" : $"40{nsp},";
        await SendAsync(head + auth);
        return SocketId(await ReceiveAsync(), head);
    }

    /// <summary>Reads the answer to a CONNECT, which has the key <c>sid</c> and no other.</summary>
    public static string SocketId(string? answer, string head = "40")
    {
        Assert.StartsWith(head + "{\"sid\":\"", answer, StringComparison.Ordinal);
        var properties = JsonDocument.Parse(answer![head.Length..]).RootElement.EnumerateObject();
        return Assert.Single(properties).Value.GetString()!;
    }

    public abstract ValueTask DisposeAsync();

    protected static string SidOf(string open) => JsonDocument.Parse(open[1..]).RootElement.GetProperty("sid").GetString()!;
}
