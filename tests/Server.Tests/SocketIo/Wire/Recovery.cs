using System.Text.Json;

namespace AkkaSocketIo.Server.Tests.SocketIo.Wire;

/// <summary>A namespace's answer to a client that can come back.</summary>
internal sealed record Joined(string Sid, string Pid);

internal static class Recovery
{
    public static void On(SocketIoOptions options) => options.ConnectionStateRecovery = new ConnectionStateRecoveryOptions { Enabled = true };

    /// <summary>Joins a namespace and waits until emits reach the socket; what came before the answer is in the list.</summary>
    public static async Task<Joined> RejoinAsync(this IoServer server, WireClient client, string? pid = null, string? offset = null, string nsp = "/", List<string>? before = null)
    {
        var head = nsp == "/" ? "40" : $"40{nsp},";
        await client.SendAsync(head + JsonSerializer.Serialize(new Dictionary<string, string?> { ["pid"] = pid, ["offset"] = offset }.Where(p => p.Value is not null).ToDictionary()));
        var joined = await client.ReadJoinedAsync(head, before);
        await WaitAsync(() => server.Io.Of(nsp).Sockets.Any(s => s.Id == joined.Sid));
        return joined;
    }

    public static async Task<Joined> ReadJoinedAsync(this WireClient client, string head = "40", List<string>? before = null)
    {
        while (true)
        {
            var packet = await client.ReceiveAsync();
            if (packet?.StartsWith(head, StringComparison.Ordinal) == true)
            {
                var answer = JsonDocument.Parse(packet[head.Length..]).RootElement;
                Assert.Equal(2, answer.EnumerateObject().Count());
                return new Joined(answer.GetProperty("sid").GetString()!, answer.GetProperty("pid").GetString()!);
            }

            Assert.NotNull(packet);
            Assert.NotNull(before);
            before.Add(packet);
        }
    }

    /// <summary>The next packets, which are events with offsets: without them, and the last offset.</summary>
    public static async Task<string> ExpectEventsAsync(this WireClient client, params string[] events)
    {
        var offset = "";
        foreach (var expected in events)
        {
            var (text, last) = Split((await client.ReceiveAsync())!);
            Assert.Equal(expected, text);
            offset = last;
        }

        return offset;
    }

    /// <summary>An event and its offset.</summary>
    public static (string Event, string Offset) Split(string packet)
    {
        var at = packet.LastIndexOf(",\"", StringComparison.Ordinal);
        Assert.Matches("^[A-Za-z0-9_-]{8}\\.[0-9a-f]{12}$", packet[(at + 2)..^2]);
        return (packet[..at] + "]", packet[(at + 2)..^2]);
    }

    /// <summary>The client goes, and the server has noticed.</summary>
    public static async Task LoseAsync(this IoServer server, WireClient client, string nsp = "/")
    {
        await client.CloseAsync();
        await server.UsersAreAsync(nsp, 0);
    }

    public static async Task WaitAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(IoServer.Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
