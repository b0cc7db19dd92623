using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>Events and acknowledgements in both directions, byte for byte, on each transport.</summary>
public abstract class EventSpec(Mode mode)
{
    [Theory]
    [InlineData("/", "")]
    [InlineData("/custom", "/custom,")]
    [Mirrors("socket.io/socket.ts", "should receive events")]
    [Mirrors("socket.io/socket.ts", "should receive message events through `send`")]
    [Mirrors("socket.io/socket.ts", "should error with null messages")]
    [Mirrors("socket.io/socket.ts", "should emit events")]
    public async Task EventsComeAndGoInTheirNamespace(string nsp, string head)
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of(nsp).On("message", (ISocket s, EventArguments a) => s.Emit("back", a));
        await using var client = await server.ConnectAsync(mode, nsp);
        await client.SendAsync($$"""42{{head}}["message",1,"2",[3],{"a":null},null,true,1.5e3]""");
        await client.ExpectAsync($$"""42{{head}}["back",1,"2",[3],{"a":null},null,true,1.5e3]""");
        await client.SendAsync($"42{head}[\"message\",null]", $"42{head}[\"message\"]");
        await client.ExpectAsync($"42{head}[\"back\",null]", $"42{head}[\"back\"]");
    }

    [Theory]
    [InlineData("/", "")]
    [InlineData("/custom", "/custom,")]
    [Mirrors("socket.io/socket.ts", "should receive event with callbacks")]
    [Mirrors("socket.io/socket.ts", "should receive events with args and callback")]
    public async Task AnEventIsAcknowledgedOnceUnderItsId(string nsp, string head)
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of(nsp).On("woot", (Ack ack) =>
        {
            ack.Send(1, 2);
            ack.Send("again");
        });
        server.Io.Of(nsp).On("none", (Ack ack) => ack.Send());
        server.Io.Of(nsp).On("sum", (int a, int b) => a + b);
        await using var client = await server.ConnectAsync(mode, nsp);
        await client.SendAsync($"42{head}0[\"woot\"]", $"42{head}7[\"none\"]", $"42{head}9007199254740991[\"sum\",1,2]", $"42{head}[\"sum\",1,2]");
        await client.ExpectAsync($"43{head}0[1,2]", $"43{head}7[]", $"43{head}9007199254740991[3]");
        await client.SendAsync($"42{head}1[\"none\"]");
        await client.ExpectAsync($"43{head}1[]");
    }

    [Theory]
    [InlineData("/", "")]
    [InlineData("/custom", "/custom,")]
    [Mirrors("socket.io/socket.ts", "should emit events with callbacks")]
    [Mirrors("socket.io/socket.ts", "should emit events with args and callback")]
    [Mirrors("socket.io/socket.ts", "should emit an event and wait for the acknowledgement")]
    [Mirrors("socket.io/socket-timeout.ts", "should not timeout if the client does acknowledge the event")]
    [Mirrors("socket.io/socket-timeout.ts", "should not timeout if the client does acknowledge the event (promise)")]
    public async Task TheServerAsksAndTheClientAnswers(string nsp, string head)
    {
        await using var server = await IoServer.StartAsync();
        var results = new Probe<string>();
        server.Io.Of(nsp).OnConnection(async s =>
        {
            results.Add(await s.EmitWithAckAsync<string>("hi"));
            var all = await s.Timeout(TimeSpan.FromSeconds(60)).EmitWithAckAsync("hi", 1, new { A = 2 });
            results.Add($"{all.Count} {all.Get<int>(0)} {all.Get<int[]>(1)![1]}");
        });
        await using var client = await server.ConnectAsync(mode, nsp);
        await client.ExpectAsync($"42{head}0[\"hi\"]");
        await client.SendAsync($"43{head}0[\"yes\"]");
        Assert.Equal("yes", await results.NextAsync());
        await client.ExpectAsync($"42{head}1[\"hi\",1,{{\"a\":2}}]");
        await client.SendAsync($"43{head}1[5,[6,7]]");
        Assert.Equal("2 5 7", await results.NextAsync());
    }

    [Theory]
    [InlineData("/", "")]
    [InlineData("/custom", "/custom,")]
    [Mirrors("socket.io/socket.ts", "should emit events with binary data")]
    [Mirrors("socket.io/socket.ts", "should emit events with several types of data (including binary)")]
    [Mirrors("socket.io/socket.ts", "should receive events with binary data")]
    [Mirrors("socket.io/socket.ts", "should receive events with several types of data (including binary)")]
    public async Task BinaryStandsAtAnyDepthBothWays(string nsp, string head)
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of(nsp)
            .On("doge", (ISocket s, int number, byte[] one, Doge[] more) =>
                s.Emit("doge", number, one, new { more, last = (ReadOnlyMemory<byte>)"z"u8.ToArray() }))
            .On("raw", (ISocket s, EventArguments a) => s.Emit("raw", a));
        await using var client = await server.ConnectAsync(mode, nsp);
        string[] attachments = ["bAQID", "bBA==", "b"];
        await client.SendAsync(
            [$$$"""453-{{{head}}}["doge",7,{"_placeholder":true,"num":0},[{"name":"a","bytes":{"_placeholder":true,"num":1}},{"name":"b","bytes":{"num":2,"_placeholder":true}}]]""", .. attachments]);
        await client.ExpectAsync(
            [$$$"""454-{{{head}}}["doge",7,{"_placeholder":true,"num":0},{"more":[{"name":"a","bytes":{"_placeholder":true,"num":1}},{"name":"b","bytes":{"_placeholder":true,"num":2}}],"last":{"_placeholder":true,"num":3}}]""", .. attachments, "beg=="]);
        await client.SendAsync([$$$"""453-{{{head}}}["raw",[{"_placeholder":true,"num":2},{"deep":[{"_placeholder":true,"num":0}]}],{"_placeholder":true,"num":1}]""", .. attachments]);
        await client.ExpectAsync([$$$"""453-{{{head}}}["raw",[{"_placeholder":true,"num":2},{"deep":[{"_placeholder":true,"num":0}]}],{"_placeholder":true,"num":1}]""", .. attachments]);
    }

    [Theory]
    [InlineData("/", "")]
    [InlineData("/custom", "/custom,")]
    [Mirrors("socket.io/socket.ts", "should receive events with binary args and callbacks")]
    [Mirrors("socket.io/socket.ts", "should emit events with binary args and callback")]
    [Mirrors("socket.io/socket.ts", "should emit events and receive binary data in a callback")]
    [Mirrors("socket.io/socket.ts", "should receive events and pass binary data in a callback")]
    public async Task BinaryIsAcknowledgedWithBinary(string nsp, string head)
    {
        await using var server = await IoServer.StartAsync();
        var answers = new Probe<byte[]>();
        server.Io.Of(nsp)
            .On("double", (byte[] data) => (byte[])[.. data, .. data])
            .On("ask", async (ISocket s) => answers.Add(await s.EmitWithAckAsync<byte[]>("hi", new byte[] { 1 })));
        await using var client = await server.ConnectAsync(mode, nsp);
        await client.SendAsync($$"""451-{{head}}3["double",{"_placeholder":true,"num":0}]""", "bAQI=");
        await client.ExpectAsync($$"""461-{{head}}3[{"_placeholder":true,"num":0}]""", "bAQIBAg==");
        await client.SendAsync($"42{head}[\"ask\"]");
        await client.ExpectAsync($$"""451-{{head}}0["hi",{"_placeholder":true,"num":0}]""", "bAQ==");
        await client.SendAsync($$"""461-{{head}}0[{"_placeholder":true,"num":0}]""", "bBwgJ");
        Assert.Equal([7, 8, 9], await answers.NextAsync());
    }

    [Fact]
    [Mirrors("socket.io/socket.ts", "should emit events with utf8 multibyte character")]
    public async Task LettersOfAllKindsSurvive()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.On("echo", (string text) => text);
        server.Io.OnConnection(s =>
        {
            s.Emit("hoot", "utf8 — string");
            s.Emit("hoot", "Ελληνικά\n\t\"</script>");
        });
        await using var client = await server.ConnectAsync(mode);
        await client.ExpectAsync("""42["hoot","utf8 — string"]""", """42["hoot","Ελληνικά\n\t\"</script>"]""");
        await client.SendAsync("""421["echo","€\u00e9\ud83d\ude00"]""");
        Assert.Equal("€é😀", System.Text.Json.JsonDocument.Parse((await client.ReceiveAsync())![3..]).RootElement[0].GetString());
    }

    [Fact]
    [Mirrors("socket.io/socket.ts", "should receive all events emitted from namespaced client immediately and in order")]
    public async Task EventsKeepTheirOrder()
    {
        await using var server = await IoServer.StartAsync();
        var seen = new Probe<int>();
        server.Io.Of("/chat").On("n", async (int n) =>
        {
            await Task.Yield();
            seen.Add(n);
        });
        await using var client = await server.ConnectAsync(mode, "/chat");
        await client.SendAsync([.. Enumerable.Range(0, 200).Select(i => $"42/chat,[\"n\",{i}]")]);
        Assert.Equal(Enumerable.Range(0, 200), await seen.NextAsync(200));
    }

    [Fact]
    [Mirrors("socket.io/socket.ts", "should handle very large json")]
    [Mirrors("socket.io/socket.ts", "should handle very large binary data")]
    public async Task LargeEventsComeBackThreeTimes()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.On("big", (ISocket s, EventArguments a) => s.Emit("big", a));
        await using var client = await server.ConnectAsync(mode);
        var json = "[\"big\",\"" + new string('x', 700_000) + "\",{\"a\":[1,2,3]}]";
        var binary = new byte[700_000];
        new Random(1).NextBytes(binary);
        string[] packet = ["""451-["big",{"_placeholder":true,"num":0}]""", "b" + Convert.ToBase64String(binary)];
        for (var i = 0; i < 3; i++)
        {
            await client.SendAsync("42" + json);
            await client.ExpectAsync("42" + json);
            await client.SendAsync(packet);
            await client.ExpectAsync(packet);
        }
    }

    [Fact]
    public async Task AnEventNameMayBeANumberAndAnIdMayHaveBlanks()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.On("7", (string text) => text);
        await using var client = await server.ConnectAsync(mode);
        await client.SendAsync("""421[7,"a"]""", """42 2["7","b"]""");
        await client.ExpectAsync("""431["a"]""", """432["b"]""");
    }

    private sealed record Doge(string Name, byte[] Bytes);
}

public sealed class EventByPolling() : EventSpec(Mode.Polling);

public sealed class EventByWebSocket() : EventSpec(Mode.WebSocket);

public sealed class EventAfterUpgrade() : EventSpec(Mode.Upgraded);
