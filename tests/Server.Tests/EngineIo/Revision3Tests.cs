using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>Clients of Engine.IO revision 3, where they are allowed.</summary>
public class Revision3Tests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("EIO=3")]
    [InlineData("EIO=")]
    [InlineData("EIO=5")]
    [InlineData("x=1")]
    public async Task WhatIsNotRevision4IsRevision3(string eio)
    {
        await using var server = await StartAsync();
        using var connections = new MetricCollector<long>(
            server.Services.GetRequiredService<IMeterFactory>(), "AkkaSocketIo", "socketio.server.active_connections");
        var answer = await server.Http.GetAsync($"/engine.io/?{eio}&transport=polling");
        Assert.Equal("text/plain; charset=UTF-8", answer.Content.Headers.ContentType!.ToString());
        var body = await answer.Content.ReadAsStringAsync();
        var colon = body.IndexOf(':', StringComparison.Ordinal);
        Assert.Equal(body.Length - colon - 1, int.Parse(body[..colon], provider: null));
        Assert.Matches("""^[0-9]+:0\{"sid":"[^"]{20}","upgrades":\["websocket"\],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000\}$""", body);
        Assert.Equal(3, (await server.NextOpenedAsync()).Protocol);
        Assert.Equal(3, connections.LastMeasurement!.Tags["socketio.eio"]);
    }

    [Fact]
    public async Task TheHandshakeComesAlone()
    {
        await using var server = await EngineServer.StartAsync(
            o => o.AllowEio3 = true, new LoopbackNetwork(), (app, _) => app.MapEngineIo("/engine.io", new Greeter()));
        var sid = SidOf(await server.Http.GetStringAsync(Url()));
        Assert.Equal("8:4welcome", await server.Http.GetStringAsync(Url(sid)));
    }

    [Fact]
    public async Task TextPayloadsAreExact()
    {
        await using var server = await StartAsync();
        var sid = await OpenAsync(server, "&b64=1");
        Assert.Equal("ok", await PostAsync(server, sid, "6:4hello4:4é😀10:b4AQIDBA=="));
        var poll = await server.Http.GetAsync(Url(sid));
        Assert.Equal("6:4hello4:4é😀10:b4AQIDBA==", await poll.Content.ReadAsStringAsync());
        Assert.Equal("text/plain; charset=UTF-8", poll.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", poll.Headers.CacheControl!.ToString());
    }

    [Fact]
    [Mirrors("engine.io/parser.js", "properly encodes a mixed payload")]
    public async Task BytesComeBackAsBytes()
    {
        await using var server = await StartAsync();
        var sid = await OpenAsync(server);
        var bytes = Convert.FromHexString("0003FF34C3A90105FF0401020304");
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        Assert.Equal("ok", await (await server.Http.PostAsync(Url(sid), content)).Content.ReadAsStringAsync());
        var poll = await server.Http.GetAsync(Url(sid));
        Assert.Equal("application/octet-stream", poll.Content.Headers.ContentType!.ToString());
        Assert.Equal(bytes, await poll.Content.ReadAsByteArrayAsync());

        // Without bytes the next one is text again.
        await PostAsync(server, sid, "2:4x");
        Assert.Equal("2:4x", await server.Http.GetStringAsync(Url(sid)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("4hello")]
    [InlineData("2:4")]
    [InlineData("99999999999999999999:4")]
    [InlineData("2147483647:4")]
    public async Task WhatIsNoPayloadEndsTheSession(string payload)
    {
        await using var server = await StartAsync();
        var sid = await OpenAsync(server);
        Assert.Equal("ok", await PostAsync(server, sid, payload));
        Assert.Equal("parse error", (await server.NextClosedAsync()).Name);
    }

    [Theory]
    [InlineData("", "0x0401020304")]
    [InlineData("&b64=1", "b4AQIDBA==")]
    public async Task WebSocketsHaveTheTypeOfBytesInFront(string query, string answer)
    {
        await using var server = await StartAsync();
        using var socket = new RawSocket(await server.OpenSocketAsync(EngineServer.Url("websocket", eio: "3") + query));
        Assert.Contains("\"upgrades\":[]", await socket.ReceiveAsync(), StringComparison.Ordinal);
        await socket.SendAsync([4, 1, 2, 3, 4]);
        Assert.Equal(answer, await socket.ReceiveAsync());
        await socket.SendAsync("b4AQIDBA==");
        Assert.Equal(answer, await socket.ReceiveAsync());
        await socket.SendAsync("4é");
        Assert.Equal("4é", await socket.ReceiveAsync());
        await socket.SendAsync([2]);
        Assert.Equal("3", await socket.ReceiveAsync());
    }

    [Theory]
    [InlineData(7)]
    [InlineData()]
    public async Task AFrameOfNoTypeEndsTheSession(params int[] frame)
    {
        await using var server = await StartAsync();
        using var socket = new RawSocket(await server.OpenSocketAsync(EngineServer.Url("websocket", eio: "3")));
        await socket.ReceiveAsync();
        await socket.SendAsync([.. frame.Select(b => (byte)b)]);
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal("parse error", (await server.NextClosedAsync()).Name);
    }

    [Fact]
    public async Task APingIsAnsweredWithoutItsData()
    {
        await using var server = await StartAsync();
        var sid = await OpenAsync(server);
        await PostAsync(server, sid, "1:26:2probe");
        Assert.Equal("1:3", await server.Http.GetStringAsync(Url(sid)));
        using var socket = new RawSocket(await server.OpenSocketAsync(EngineServer.Url("websocket", eio: "3")));
        await socket.ReceiveAsync();
        await socket.SendAsync("2probe");
        Assert.Equal("3", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task ThePongIsAmongThePacketsThatAreTold()
    {
        await using var server = await StartAsync();
        var created = Channel.CreateUnbounded<string>();
        server.Engine.OnPacketCreate((_, p) => created.Writer.TryWrite(p.Type.ToString()));
        using var socket = new RawSocket(await server.OpenSocketAsync(EngineServer.Url("websocket", eio: "3")));
        await socket.SendAsync("2");
        Assert.Equal("open", await EngineServer.NextAsync(created.Reader));
        Assert.Equal("pong", await EngineServer.NextAsync(created.Reader));
    }

    [Fact]
    public async Task OnePongAnswersAllPingsThatCameBeforeIt()
    {
        await using var server = await StartAsync();
        var sid = await OpenAsync(server);
        for (var i = 0; i < 3; i++)
        {
            await PostAsync(server, sid, string.Concat(Enumerable.Repeat("1:2", 10_000)) + "2:4x");
        }

        Assert.Equal("1:32:4x2:4x2:4x", await server.Http.GetStringAsync(Url(sid)));
    }

    [Fact]
    public async Task APongOfTheClientEndsTheSession()
    {
        await using var server = await StartAsync();
        var sid = await OpenAsync(server);
        await PostAsync(server, sid, "1:3");
        Assert.Equal(new CloseReason("transport error", "invalid heartbeat direction"), await server.NextClosedAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Mirrors("engine.io/server.js", "should trigger with connection `ping timeout` after `pingInterval + pingTimeout` (EIO3)")]
    public async Task ASilentClientTimesOutAfterBothTimes(bool isUpgraded)
    {
        await using var server = await StartAsync();
        var sid = await OpenAsync(server);
        using var socket = isUpgraded ? await UpgradeAsync(server, sid) : null;
        _time.Advance(TimeSpan.FromSeconds(44));
        if (socket is null)
        {
            await PostAsync(server, sid, "1:2");
        }
        else
        {
            await socket.SendAsync("2");
            Assert.Equal("3", await socket.ReceiveAsync());
        }

        _time.Advance(TimeSpan.FromSeconds(44));
        (await server.NextOpenedAsync()).Send("still here");
        Assert.Equal(socket is null ? "1:311:4still here" : "4still here", socket is null ? await server.Http.GetStringAsync(Url(sid)) : await socket.ReceiveAsync());
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(new CloseReason("ping timeout"), await server.NextClosedAsync());
    }

    [Fact]
    public async Task ATransportIsUpgraded()
    {
        await using var server = await StartAsync();
        var sid = await OpenAsync(server);
        var poll = server.Http.GetStringAsync(Url(sid));
        using var socket = await UpgradeAsync(server, sid);
        Assert.Equal("1:1", await poll);
        await socket.SendAsync("4hello");
        Assert.Equal("4hello", await socket.ReceiveAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.GetAsync(Url(sid))).StatusCode);
    }

    [Fact]
    public async Task ACloseOfTheClientIsAnswered()
    {
        await using var server = await StartAsync();
        var sid = await OpenAsync(server);
        var poll = server.Http.GetStringAsync(Url(sid));
        await PostAsync(server, sid, "1:1");
        Assert.Equal("1:6", await poll);
        Assert.Equal(new CloseReason("transport close"), await server.NextClosedAsync());
    }

    [Theory]
    [InlineData("3", "4")]
    [InlineData("4", "3")]
    [InlineData("4", "")]
    public async Task TheRevisionOfASessionCannotBeChanged(string revision, string other)
    {
        await using var server = await StartAsync();
        var sid = SidOf(await server.Http.GetStringAsync(EngineServer.Url("polling", eio: revision)));
        const string Refusal = """{"code":3,"message":"Bad request"}""";
        var url = EngineServer.Url("polling", sid, other);
        Assert.Equal(Refusal, await (await server.Http.GetAsync(url)).Content.ReadAsStringAsync());
        Assert.Equal(Refusal, await (await server.Http.PostAsync(url, new StringContent("2:4x"))).Content.ReadAsStringAsync());
        using (var raw = await RawTcp.ConnectAsync(server))
        {
            await raw.SendAsync(RawTcp.Handshake(EngineServer.Url("websocket", sid, other)));
            Assert.StartsWith("HTTP/1.1 400 ", await raw.ReadToEndAsync(), StringComparison.Ordinal);
        }

        // The session is none the worse for it.
        (await server.NextOpenedAsync()).Send("x");
        Assert.EndsWith("4x", await server.Http.GetStringAsync(EngineServer.Url("polling", sid, revision)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revision4TakesNoBinaryPayloadThoughRevision3Does()
    {
        await using var server = await StartAsync();
        var sid = await server.OpenPollingAsync();
        using var content = new ByteArrayContent([0, 1, 0xff, (byte)'6']);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.PostAsync(EngineServer.Url("polling", sid), content)).StatusCode);
        Assert.Equal(new CloseReason("transport error", "invalid content"), await server.NextClosedAsync());
    }

    private Task<EngineServer> StartAsync() => EngineServer.StartAsync(o =>
    {
        o.AllowEio3 = true;
        o.TimeProvider = _time;
    });

    private static string Url(string? sid = null) => EngineServer.Url("polling", sid, "3");

    private static async Task<string> OpenAsync(EngineServer server, string query = "") => SidOf(await server.Http.GetStringAsync(Url() + query));

    private static string SidOf(string open) => JsonDocument.Parse(open[open.IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetProperty("sid").GetString()!;

    private static async Task<string> PostAsync(EngineServer server, string sid, string payload)
    {
        using var answer = await server.Http.PostAsync(Url(sid), new StringContent(payload, Encoding.UTF8, "text/plain"));
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<RawSocket> UpgradeAsync(EngineServer server, string sid)
    {
        var socket = new RawSocket(await server.OpenSocketAsync(EngineServer.Url("websocket", sid, "3")));
        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        await socket.SendAsync("5");

        // Only an answer tells that the server is done with the upgrade.
        await socket.SendAsync("2");
        Assert.Equal("3", await socket.ReceiveAsync());
        return socket;
    }

    private sealed class Greeter : IEngineHandler
    {
        public void OnOpen(IEngineConnection connection) => connection.Send("welcome");

        public ValueTask OnMessage(IEngineConnection connection, EngineMessage message) => default;

        public void OnClose(IEngineConnection connection, CloseReason reason)
        {
        }
    }
}
