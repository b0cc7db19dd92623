using System.Text;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.SocketIo.Parsers;

/// <summary>A parser of the application's own, on the wire of each transport.</summary>
public class OwnParserTests
{
    public static TheoryData<Mode> Modes => [Mode.Polling, Mode.WebSocket, Mode.Upgraded];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task AllPacketsAreInItsFormat(Mode mode)
    {
        var parser = new LineParser();
        await using var server = await IoServer.StartAsync(o => o.Parser = parser);
        server.Io.Of("/closed").Use((_, _) => throw new SocketIoException("no", new { code = 1 }));
        server.Io.Of("/custom").On("echo", (EventArguments a) => a);
        server.Io.Of("/custom").On("fail", int () => throw new SocketIoException("meant"));
        server.Io.Of("/custom").On("bye", (ISocket s) => s.Disconnect());
        server.Io.Of("/custom").On("ask", async (ISocket s) => s.Emit("said", await s.EmitWithAckAsync("why?", new byte[] { 1 })));
        await using var client = await server.OpenAsync(mode);

        await client.SendAsync("40 /closed - 0 ", "40 /nobody - 0 ", """40 /custom - 0 }1:"a"{""");
        var answers = new[] { await client.ReceiveAsync(), await client.ReceiveAsync(), await client.ReceiveAsync() };
        Assert.Contains("""44 /closed - 0 }}1:"edoc"{:"atad","on":"egassem"{""", answers);
        Assert.Contains("""44 /nobody - 0 }"ecapseman dilavnI":"egassem"{""", answers);
        Assert.Single(answers, a => a!.StartsWith("40 /custom - 0 }\"", StringComparison.Ordinal) && a.EndsWith("\":\"dis\"{", StringComparison.Ordinal));

        await client.SendAsync("""42 /custom 7 0 ]"😀é",1,"ohce"[""");
        await client.ExpectAsync("43 /custom 7 0 ]\"😀é\",1[");
        await client.SendAsync("""42 /custom 8 2 ]}0:"mun",eurt:"redlohecalp_"{,}1:"mun",eurt:"redlohecalp_"{,"ohce"[""", Binary("0102-ff"));
        await client.ExpectAsync("""43 /custom 8 2 ]}0:"mun",eurt:"redlohecalp_"{,}1:"mun",eurt:"redlohecalp_"{[""", Binary("0102-ff"));

        await client.SendAsync("""42 /custom - 0 ]"ksa"[""");
        await client.ExpectAsync("""42 /custom 0 1 ]}0:"mun",eurt:"redlohecalp_"{,"?yhw"[""", Binary("01"));
        await client.SendAsync("""43 /custom 0 0 ]"esuaceb"[""");
        await client.ExpectAsync("""42 /custom - 0 ]"esuaceb","dias"[""");

        await client.SendAsync("""42 /custom - 0 ]"eyb"[""");
        await client.ExpectAsync("41 /custom - 0 ");
        Assert.Equal(64, parser.Limits!.MaxJsonDepth);
    }

    [Fact]
    public async Task ABroadcastIsEncodedOnce()
    {
        var parser = new LineParser();
        await using var server = await IoServer.StartAsync(o => o.Parser = parser);
        var clients = new List<WireClient>();
        for (var i = 0; i < 3; i++)
        {
            var client = await server.OpenAsync(Mode.WebSocket);
            await client.SendAsync("40 / - 0 ");
            await client.ReceiveAsync();
            clients.Add(client);
        }

        await EventuallyAsync(() => server.Io.Sockets.Count == 3);
        var before = parser.Encoded;
        server.Io.Emit("news", 1);
        foreach (var client in clients)
        {
            await client.ExpectAsync("""42 / - 0 ]1,"swen"[""");
            await client.DisposeAsync();
        }

        Assert.Equal(before + 1, parser.Encoded);
    }

    [Theory]
    [InlineData("42 / - 1 []", "Refused", "forced close", "42 / - 0 []")]
    [InlineData("4limit / - 0 []", "LimitExceeded", "limit exceeded")]
    [InlineData("4what is this", "ParserFailed", "forced close")]
    [InlineData("49 / - 0 []", "UnknownType", "forced close")]
    [InlineData("42 chat - 0 ]\"x\"[", "InvalidNamespace", "forced close")]
    [InlineData("42 / -5 0 ]\"x\"[", "InvalidId", "forced close")]
    [InlineData("42 / - 0 ]\"tcennocsid\"[", "InvalidPayload", "forced close")]
    [InlineData("42 / - 0 no json", "InvalidPayload", "forced close")]
    [InlineData("42 / - 0 ]}7:\"mun\",eurt:\"redlohecalp_\"{,\"x\"[", "InvalidPayload", "forced close")]
    [InlineData("42 / - 1 ]}7:\"mun\",eurt:\"redlohecalp_\"{,\"x\"[", "IllegalAttachments", "forced close", "bMDE=")]
    public async Task WhatItRefusesOrGetsWrongCostsThatClientOnly(string packet, string error, string reason, string? next = null)
    {
        await using var server = await IoServer.StartAsync(o => o.Parser = new LineParser());
        var ends = new Probe<string>();
        server.Io.OnDisconnect((_, r) => ends.Add(r.Name));
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.SendAsync("40 / - 0 ");
        await client.ReceiveAsync();
        using var errors = server.Collect("protocol_errors");
        await client.SendAsync(next is null ? [packet] : [packet, next]);
        if (packet.Contains("7:\"mun\"", StringComparison.Ordinal) && next is null)
        {
            // Without attachments it is an object like any other.
            await client.SendAsync("42 / - 0 no json");
        }

        await client.ExpectCloseAsync();
        Assert.Equal(reason, await ends.NextAsync());
        Assert.Equal(error, (await errors.TheOneAsync()).Tags["error.type"]);
        Assert.Equal(error == "ParserFailed", server.Logs.GetSnapshot().Any(l => l.Id.Name == "ParserFailed"));

        await using var other = await server.OpenAsync(Mode.WebSocket);
        await other.SendAsync("40 / - 0 ");
        Assert.StartsWith("40 /", await other.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task APacketThatIsNeverWholeIsNotWaitedForLongerThanAttachmentsTimeout()
    {
        var time = new FakeTimeProvider();
        await using var server = await IoServer.StartAsync(o =>
        {
            o.Parser = new LineParser();
            o.TimeProvider = time;
            o.PingInterval = Clock.NoPing;
        });
        var held = new Probe<string>();
        server.Io.On("x", () => held.Add("x"));
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.SendAsync("40 / - 0 ");
        await client.ReceiveAsync();
        await client.SendAsync("42 / - 0 ]\"x\"[", "42 / - 1 ]\"x\"[");
        await held.NextAsync();
        using var errors = server.Collect("protocol_errors");
        var closed = client.ExpectCloseAsync();
        await time.AdvanceUntilAsync(() => closed.IsCompleted);
        await closed;
        Assert.Equal("AttachmentsTimeout", (await errors.TheOneAsync()).Tags["error.type"]);
    }

    [Fact]
    public async Task OneIsNamedByItsTypeAndGetsServices()
    {
        var services = new Marks();
        await using var server = await IoServer.StartAsync(
            o => o.Hocon = $"akka.socket-io.parser = \"{typeof(MarkedParser).AssemblyQualifiedName}\"", s => s.AddSingleton(services));
        await using var client = await server.OpenAsync(Mode.WebSocket);
        await client.SendAsync("40");
        Assert.StartsWith("40{\"sid\"", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal(1, services.Made);
    }

    [Fact]
    public async Task ATypeThatCannotBeMadeStopsTheStart()
    {
        var e = await Assert.ThrowsAsync<SocketIoConfigurationException>(() => IoServer.StartAsync(
            o => o.Hocon = $"akka.socket-io.parser = \"{typeof(MarkedParser).AssemblyQualifiedName}\""));
        Assert.Contains("Give the class one public constructor, whose parameters are services.", Assert.Single(e.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItsNameIsAmongTheSettings()
    {
        await using var server = await IoServer.StartAsync(o => o.Parser = new LineParser());
        Assert.Contains(server.Logs.GetSnapshot(), l => l.Message.Contains($"parser = {typeof(LineParser).FullName} (SocketIoOptions.Parser)", StringComparison.Ordinal));
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(IoServer.Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static string Binary(string hex) => "b" + Convert.ToBase64String(Encoding.ASCII.GetBytes(hex));

    public sealed class Marks
    {
        public int Made { get; set; }
    }

    /// <summary>Another parser inside one's own.</summary>
    public sealed class MarkedParser : IPacketParser
    {
        public MarkedParser(Marks marks) => marks.Made++;

        public PacketMessages Encode(Packet packet) => PacketParsers.Json.Encode(packet);

        public IPacketDecoder CreateDecoder(ParserLimits limits) => PacketParsers.Json.CreateDecoder(limits);
    }
}
