using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using AkkaSocketIo.ConformanceHost.Profiles;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>What the tests of an Engine.IO client rely on.</summary>
public class EioClientProfileTests
{
    [Theory]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb|ccccccccccccccccccccccccccccccccccc", 100)]
    [InlineData("€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€", 100)]
    [InlineData("a😀é", 8)]
    public async Task APayloadOfTheLimitPasses(string messages, int bytes)
    {
        await using var server = await StartAsync();
        var sid = await OpenAsync(server);
        var payload = string.Join('\u001e', messages.Split('|').Select(m => "4" + m));
        Assert.Equal(bytes, System.Text.Encoding.UTF8.GetByteCount(payload));
        using var response = await server.PostAsync(sid, payload);
        Assert.Equal("ok", await response.Content.ReadAsStringAsync());
        Assert.Equal(payload, await server.PollAsync(sid));
    }

    [Fact]
    public async Task BytesOfTheLimitPassByPolling()
    {
        await using var server = await StartAsync();
        var sid = await OpenAsync(server);
        var payload = "b" + Convert.ToBase64String(new byte[72]);
        Assert.Equal(97, payload.Length);
        using var response = await server.PostAsync(sid, payload);
        Assert.Equal(payload, await server.PollAsync(sid));
    }

    [Fact]
    public async Task ALargerPayloadIsRefusedWithoutABody()
    {
        await using var server = await StartAsync();
        var sid = await OpenAsync(server);
        using var response = await server.PostAsync(sid, "4" + new string('a', 101));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ALargerMessageClosesTheWebSocket()
    {
        await using var server = await StartAsync();
        using var socket = (ClientWebSocket)await server.OpenSocketAsync(EngineServer.Url("websocket"));
        var raw = new RawSocket(socket);
        Assert.StartsWith("0{", await raw.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal("4hi", await raw.ReceiveAsync());
        await raw.SendAsync("4" + new string('a', 99));
        Assert.Equal(100, (await raw.ReceiveAsync())!.Length);
        await raw.SendAsync("4" + new string('a', 100));
        Assert.Null(await raw.ReceiveAsync());
        Assert.Equal((WebSocketCloseStatus.MessageTooBig, ""), (socket.CloseStatus, socket.CloseStatusDescription));
    }

    [Fact]
    public async Task AnUnknownSessionIsRefused()
    {
        await using var server = await StartAsync();
        using var response = await server.Http.GetAsync(EngineServer.Url("polling", "abc"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("""{"code":1,"message":"Session ID unknown"}""", await response.Content.ReadAsStringAsync());
        await Assert.ThrowsAsync<WebSocketException>(() => server.ConnectAsync("abc"));
    }

    [Fact]
    public async Task WhoAsksToBeRefusedIs()
    {
        await using var server = await StartAsync();
        using var response = await server.Http.GetAsync(EngineServer.Url("polling") + "&deny=1");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        await Assert.ThrowsAsync<WebSocketException>(() => server.OpenSocketAsync(EngineServer.Url("websocket") + "&deny"));
    }

    [Fact]
    public async Task WishesAreFulfilled()
    {
        await using var server = await StartAsync();
        var sid = await OpenAsync(server);
        await server.PostAsync(sid, "4give binary");
        Assert.Equal("bAAECAwQ=", await server.PollAsync(sid));
        await server.PostAsync(sid, "4give utf8");
        Assert.Equal("4пойду спать всем спокойной ночи", await server.PollAsync(sid));

        await server.PostAsync(sid, "4sendHeaders");
        Assert.False(Headers(await server.PollAsync(sid)).TryGetProperty("cookie", out _));
        server.Http.DefaultRequestHeaders.Add("Cookie", "1=1; 2=2");
        await server.PostAsync(sid, "4sendHeaders");
        Assert.Equal("1=1; 2=2", Headers(await server.PollAsync(sid)).GetProperty("cookie").GetString());
    }

    [Fact]
    public async Task TheFirstAnswerSetsFourCookies()
    {
        await using var server = await StartAsync();
        using var response = await server.Http.GetAsync(EngineServer.Url("polling"));
        var cookies = response.Headers.GetValues("Set-Cookie").ToArray();
        Assert.Equal(["1=1; Max-Age=86400", "2=2; Path=/; HttpOnly; Secure; SameSite=Strict", "3=3; Max-Age=0"], cookies[..3]);
        Assert.Matches("^4=4; Expires=[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT$", Assert.Single(cookies[3..]));
    }

    [Fact]
    public async Task ASessionUpgradesAndIsPinged()
    {
        await using var server = await StartAsync();
        var sid = await OpenAsync(server);
        using var socket = await server.ConnectAsync(sid);
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        await socket.SendAsync("5");
        await socket.SendAsync("4a😀é");
        Assert.Equal("4a😀é", await socket.ReceiveAsync());
        Assert.Equal("2", await socket.ReceiveAsync());
        await socket.SendAsync("1");
        Assert.Null(await socket.ReceiveAsync());
    }

    private static JsonElement Headers(string packet) => JsonDocument.Parse(packet[1..]).RootElement;

    private static async Task<string> OpenAsync(EngineServer server)
    {
        var packets = (await server.Http.GetStringAsync(EngineServer.Url("polling"))).Split('\u001e');
        var sid = JsonDocument.Parse(packets[0][1..]).RootElement.GetProperty("sid").GetString()!;
        Assert.Equal("4hi", packets.Length == 2 ? packets[1] : await server.PollAsync(sid));
        return sid;
    }

    private static Task<EngineServer> StartAsync()
    {
        var profile = new EioClientProfile();
        return EngineServer.StartAsync(profile.Configure, new LoopbackNetwork(), (app, _) => profile.Map(app));
    }
}
