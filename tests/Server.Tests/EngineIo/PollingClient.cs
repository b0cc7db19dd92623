using System.Net;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>One GET hangs at all times, POSTs follow one another.</summary>
internal sealed class PollingClient : TestClient
{
    private readonly EngineServer _server;
    private readonly string _sid;
    private readonly SemaphoreSlim _posts = new(1);
    private readonly CancellationTokenSource _stop = new();
    private Task _polls = Task.CompletedTask;

    private PollingClient(EngineServer server, string sid)
    {
        _server = server;
        _sid = sid;
    }

    public static async Task<TestClient> OpenAsync(EngineServer server)
    {
        var packets = (await server.Http.GetStringAsync(EngineServer.Url("polling"))).Split('\u001e', 2);
        var handshake = ReadHandshake(packets[0]);
        var client = new PollingClient(server, handshake.GetProperty("sid").GetString()!) { Handshake = handshake };
        client._polls = client.PollAsync(packets[1..]);
        return client;
    }

    public override async Task SendPacketAsync(string packet)
    {
        await _posts.WaitAsync();
        try
        {
            using var response = await _server.PostAsync(_sid, packet);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        finally
        {
            _posts.Release();
        }
    }

    public override Task SendAsync(byte[] message) => SendPacketAsync("b" + Convert.ToBase64String(message));

    public override Task CloseAsync() => SendPacketAsync("1");

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _polls;
        _stop.Dispose();
        _posts.Dispose();
    }

    private async Task PollAsync(string[] first)
    {
        try
        {
            var open = first.Length == 0 || await ReadAsync(first[0]);
            while (open)
            {
                using var response = await _server.Http.GetAsync(EngineServer.Url("polling", _sid), _stop.Token);
                open = response.IsSuccessStatusCode && await ReadAsync(await response.Content.ReadAsStringAsync());
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // The server has stopped, or the test has ended.
        }
        finally
        {
            OnClosed();
        }
    }

    private async Task<bool> ReadAsync(string payload)
    {
        foreach (var packet in payload.Split('\u001e'))
        {
            switch (packet)
            {
                case "1":
                    return false;
                case ['b', .. var data]:
                    OnMessage("0x" + Convert.ToHexString(Convert.FromBase64String(data)));
                    break;
                default:
                    await OnPacketAsync(packet);
                    break;
            }
        }

        return true;
    }
}
