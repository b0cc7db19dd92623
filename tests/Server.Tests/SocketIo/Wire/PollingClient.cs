using System.Text;

namespace AkkaSocketIo.Server.Tests.SocketIo.Wire;

internal sealed class PollingClient : WireClient
{
    private readonly IoServer _server;
    private readonly CancellationTokenSource _abort = new();

    private PollingClient(IoServer server, string sid)
    {
        _server = server;
        Sid = sid;
    }

    public static async Task<PollingClient> OpenAsync(IoServer server, string query = "") =>
        new(server, SidOf(await server.Http.GetStringAsync(IoServer.Url("polling", null, query))));

    public override async Task SendAsync(params string[] packets)
    {
        using var answer = await PostAsync(string.Join('\u001e', packets));
        Assert.Equal("ok", await answer.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> PostAsync(string payload) =>
        _server.Http.PostAsync(IoServer.Url("polling", Sid), new StringContent(payload, Encoding.UTF8, "text/plain"));

    public Task<HttpResponseMessage> GetAsync() => _server.Http.GetAsync(IoServer.Url("polling", Sid), _abort.Token);

    /// <summary>One poll's answer, as it came.</summary>
    public async Task<string> PollAsync()
    {
        using var answer = await GetAsync();
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    public override void Abort() => _abort.Cancel();

    public override Task CloseAsync() => SendAsync("1");

    protected override async Task<IReadOnlyList<string>> ReadAsync()
    {
        using var answer = await GetAsync();
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadAsStringAsync()).Split('\u001e') : [];
    }

    public override ValueTask DisposeAsync()
    {
        _abort.Dispose();
        return default;
    }
}
