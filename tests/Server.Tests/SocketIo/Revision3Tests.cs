using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>Socket.IO for clients of Engine.IO revision 3, as 2.x speaks it.</summary>
public class Revision3Tests
{
    private const string Revision3 = "&EIO=3";

    [Fact]
    [Mirrors("socket.io/v2-compatibility.ts", "should connect if `allowEIO3` is true")]
    public async Task TheMainNamespaceIsJoinedWithoutBeingAskedFor()
    {
        await using var server = await StartAsync();
        var sockets = new Probe<ISocket>();
        server.Io.OnConnection(sockets.Add);
        await using var client = await server.OpenAsync(Mode.WebSocket, Revision3);
        await client.ExpectAsync("40");
        var socket = await sockets.NextAsync();
        Assert.Equal(client.Sid, socket.Id);
        Assert.Equal(client.Sid, socket.Connection.Id);
        Assert.Equal(3, socket.Connection.Protocol);
        Assert.Equal("{}", socket.Handshake.Auth.GetRawText());
        Assert.Equal([client.Sid], socket.Rooms);
    }

    [Fact]
    public async Task ByPollingTheHandshakeComesFirstAndAlone()
    {
        await using var server = await StartAsync();
        var open = await server.Http.GetStringAsync("/socket.io/?EIO=3&transport=polling");
        Assert.Matches("^[0-9]+:0{[^}]*}$", open);
        var sid = open[(open.IndexOf("\"sid\":\"", StringComparison.Ordinal) + 7)..][..20];
        Assert.Equal("2:40", await server.Http.GetStringAsync("/socket.io/?EIO=3&transport=polling&sid=" + sid));
    }

    [Fact]
    [Mirrors("socket.io/v2-compatibility.ts", "should be able to connect to a namespace with a query")]
    public async Task TheQueryOfANamespaceIsItsAuth()
    {
        await using var server = await StartAsync();
        var sockets = new Probe<ISocket>();
        server.Io.Of("/n").OnConnection(sockets.Add).On("echo", (EventArguments a) => a);
        await using var client = await OpenAsync(server);
        await client.SendAsync("40/n?tok=a%20b&__proto__=x&tok2=1&tok2=2");
        await client.ExpectAsync("40/n,");
        var socket = await sockets.NextAsync();
        Assert.Equal("/n#" + client.Sid, socket.Id);
        Assert.Equal("""{"tok":"a b","__proto__":"x","tok2":["1","2"]}""", socket.Handshake.Auth.GetRawText());

        // Other packets may come with it or without.
        await client.SendAsync("""42/n,1["echo","a"]""", """42/n?tok=c,2["echo","b"]""", """451-/n,3["echo",{"_placeholder":true,"num":0}]""", "b" + Convert.ToBase64String([4, 7]));
        await client.ExpectAsync("""43/n,1["a"]""", """43/n,2["b"]""", """461-/n,3[{"_placeholder":true,"num":0}]""", "b" + Convert.ToBase64String([4, 7]));
    }

    [Fact]
    public async Task TheNameOfANamespaceIsLimitedWithoutItsQuery()
    {
        await using var server = await StartAsync();
        server.Io.Of("/n");
        await using var client = await OpenAsync(server);
        await client.SendAsync("40/n?token=" + new string('x', 8000));
        await client.ExpectAsync("40/n,");
        await client.SendAsync("40/" + new string('n', 300) + "?a=b");
        await client.ExpectCloseAsync();
        Assert.Equal(1008, client.CloseCode);

        await using var other = await OpenAsync(server);
        await other.SendAsync("40/n?token=" + new string('x', 9000));
        await other.ExpectCloseAsync();
    }

    [Fact]
    public async Task ARefusalIsTheDataOrTheMessage()
    {
        await using var server = await StartAsync();
        server.Io.Of("/text").Use((_, _) => throw new SocketIoException("é \"no\""));
        server.Io.Of("/data").Use((_, _) => throw new SocketIoException("nope", new { Code = 42 }));
        server.Io.Of("/broken").Use((_, _) => throw new InvalidOperationException("a secret"));
        server.Io.Of("/bad-data").Use((_, _) => throw new SocketIoException("no JSON", new { Type = typeof(int) }));
        await using var client = await OpenAsync(server);
        foreach (var (nsp, error) in new[]
        {
            ("/text", """
                "é \"no\""
                """),
            ("/data", """{"code":42}"""),
            ("/broken", "\"internal error\""),
            ("/bad-data", "\"no JSON\""),
            ("/unknown", """{"message":"Invalid namespace"}"""),
        })
        {
            await client.SendAsync($"40{nsp}?a=b");
            await client.ExpectAsync($"44{nsp},{error}");
        }
    }

    [Fact]
    public async Task WhoIsRefusedByTheMainNamespaceKeepsTheConnection()
    {
        await using var server = await StartAsync();
        server.Io.Use((_, _) => throw new SocketIoException("nope"));
        server.Io.Of("/n");
        await using var client = await server.OpenAsync(Mode.WebSocket, Revision3);
        await client.ExpectAsync("44\"nope\"");
        await client.SendAsync("40/n");
        await client.ExpectAsync("40/n,");
    }

    [Theory]
    [InlineData("40")]
    [InlineData("40/")]
    [InlineData("40/?a=b")]
    [InlineData("42/n,[\"x\"]")]
    [InlineData("44")]
    public async Task WhatBreaksTheRulesEndsTheConnection(string packet)
    {
        await using var server = await StartAsync();
        server.Io.Of("/n");
        await using var client = await OpenAsync(server);
        await client.SendAsync(packet);
        await client.ExpectCloseAsync();
    }

    [Fact]
    public async Task AClientThatLeavesCanComeBackWithTheSameId()
    {
        await using var server = await StartAsync();
        var reasons = new Probe<string>();
        server.Io.Of("/n").OnConnection(s => s.OnDisconnect(r => reasons.Add(r.Name))).On("id", (ISocket s) => s.Id);
        await using var client = await OpenAsync(server);
        for (var i = 0; i < 3; i++)
        {
            await client.SendAsync("40/n");
            await client.ExpectAsync("40/n,");
            await client.SendAsync("42/n,0[\"id\"]");
            await client.ExpectAsync($"43/n,0[\"/n#{client.Sid}\"]");
            await client.SendAsync("41/n");
            Assert.Equal("client namespace disconnect", await reasons.NextAsync());
        }
    }

    [Fact]
    public async Task WhoIsLetIntoNoNamespaceIsClosed()
    {
        var time = new FakeTimeProvider();
        await using var server = await StartAsync(o =>
        {
            o.TimeProvider = time;
            o.PingInterval = Clock.NoPing;
        });
        server.Io.Use((_, _) => throw new SocketIoException("nope"));
        await using var client = await server.OpenAsync(Mode.WebSocket, Revision3);
        await client.ExpectAsync("44\"nope\"");
        var next = client.ReceiveAsync();
        time.Advance(TimeSpan.FromSeconds(44));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await next);
    }

    [Fact]
    public async Task OneBroadcastReachesClientsOfBothRevisions()
    {
        await using var server = await StartAsync();
        await using var older = await OpenAsync(server);
        await using var newer = await server.ConnectAsync();
        using var patience = new CancellationTokenSource(IoServer.Patience);
        while (server.Io.Sockets.Count < 2)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        server.Io.Emit("news", "é", new byte[] { 1, 2 });
        const string Packet = """451-["news","é",{"_placeholder":true,"num":0}]""";
        await older.ExpectAsync(Packet, "b" + Convert.ToBase64String([4, 1, 2]));
        await newer.ExpectAsync(Packet, "b" + Convert.ToBase64String([1, 2]));
    }

    private static Task<IoServer> StartAsync(Action<SocketIoOptions>? configure = null) => IoServer.StartAsync(o =>
    {
        o.AllowEio3 = true;
        configure?.Invoke(o);
    });

    /// <summary>A client that has been let into the main namespace.</summary>
    private static async Task<WireClient> OpenAsync(IoServer server)
    {
        var client = await server.OpenAsync(Mode.WebSocket, Revision3);
        await client.ExpectAsync("40");
        return client;
    }
}
