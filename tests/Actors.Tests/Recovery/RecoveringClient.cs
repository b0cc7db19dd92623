using System.Text.Json;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Recovery;

/// <summary>A client as the official one is: it remembers its pid and the last string at the end of an event.</summary>
internal sealed class RecoveringClient(TestServer server)
{
    private TestClient? _connection;

    public string? Pid { get; set; }

    public string? Offset { get; set; }

    public string? Id { get; private set; }

    public bool Recovered { get; private set; }

    public TestClient Connection => _connection!;

    /// <summary>Connects, with what it knows; returns the events that came before the answer, without their offsets.</summary>
    public async Task<List<string>> ConnectAsync(int buffer = 16 * 1024)
    {
        _connection = await server.OpenAsync(buffer);
        await _connection.SendAsync("40" + JsonSerializer.Serialize(new Dictionary<string, string?> { ["pid"] = Pid, ["offset"] = Offset }.Where(p => p.Value is not null).ToDictionary()));
        return await ReadAnswerAsync();
    }

    /// <summary>Reads what comes until the answer to CONNECT.</summary>
    public async Task<List<string>> ReadAnswerAsync()
    {
        var events = new List<string>();
        while (true)
        {
            var packet = await Connection.ReceiveAsync() ?? throw new EndOfStreamException();
            if (!packet.StartsWith("40", StringComparison.Ordinal))
            {
                events.Add(Take(packet));
                continue;
            }

            var answer = JsonDocument.Parse(packet[2..]).RootElement;
            var pid = answer.GetProperty("pid").GetString();
            Recovered = pid == Pid;
            Pid = pid;
            Id = answer.GetProperty("sid").GetString();

            // A client is told that it is connected before its socket can be seen.
            await Eventually.TrueAsync(() => server.Main.Sockets.Any(s => s.Id == Id));
            return events;
        }
    }

    /// <summary>The next event, without its offset.</summary>
    public async Task<string> NextAsync() => Take(await Connection.ReceiveAsync() ?? throw new EndOfStreamException());

    /// <summary>Loses the connection; the server has seen it when this returns.</summary>
    public async Task LoseAsync()
    {
        Connection.Abort();
        await Connection.Session.Ended.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private string Take(string packet)
    {
        if (!packet.StartsWith("42", StringComparison.Ordinal))
        {
            return packet;
        }

        var elements = JsonDocument.Parse(packet[2..]).RootElement;
        if (elements[elements.GetArrayLength() - 1] is { ValueKind: JsonValueKind.String } last)
        {
            Offset = last.GetString();
            return string.Join(' ', elements.EnumerateArray().SkipLast(1));
        }

        return string.Join(' ', elements.EnumerateArray());
    }
}
