using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo.Parsers;

/// <summary>A parser of the application's own that fails costs the one connection, or only who listens.</summary>
public class BrokenParserTests
{
    private const string Ugly = "first\nsecond";

    [Fact]
    public async Task OneThatMakesNoDecoderEndsTheConnection()
    {
        var parser = new Parser { Decoder = _ => throw new InvalidOperationException(Ugly + new string('x', 5000)) };
        await using var server = await IoServer.StartAsync(o => o.Parser = parser);
        await using var client = await server.OpenAsync(Mode.WebSocket);
        using var errors = server.Collect("protocol_errors");
        await client.SendAsync("40");
        await client.ExpectCloseAsync();
        Assert.Equal("ParserFailed", (await errors.TheOneAsync()).Tags["error.type"]);
        var closed = await server.Logs.TheOneAsync(r => r.Id.Name == "ProtocolViolated");
        Assert.Contains("first\\u000asecond", closed.Message, StringComparison.Ordinal);
        Assert.InRange(closed.Message.Length, 0, 500);
        Assert.DoesNotContain(server.Logs.GetSnapshot(), r => r.Id.Name is "ProtocolViolated" or "SessionClosed" && r.Message.Contains('\n', StringComparison.Ordinal));

        parser.Decoder = PacketParsers.Json.CreateDecoder;
        await using var next = await server.ConnectAsync();
    }

    [Fact]
    public async Task OneThatDoesNotReadWhatItWritesStopsNoBroadcast()
    {
        var parser = new Parser { Decoder = PacketParsers.Json.CreateDecoder };
        await using var server = await IoServer.StartAsync(o => o.Parser = parser);
        var errors = new Probe<SocketError>();
        server.Io.OnError(errors.Add);
        server.Io.OnConnection(s => s.OnAnyOutgoing((_, _) => throw new InvalidOperationException("is not called")));
        await using var first = await server.ConnectAsync();
        await using var second = await server.ConnectAsync();
        parser.Decoder = _ => throw new InvalidOperationException("unreadable");
        server.Io.Emit("news");
        await first.ExpectAsync("42[\"news\"]");
        await second.ExpectAsync("42[\"news\"]");
        for (var i = 0; i < 2; i++)
        {
            var error = await errors.NextAsync();
            Assert.Equal(SocketErrorPhase.Listener, error.Phase);
            Assert.Contains("unreadable", error.Exception.Message, StringComparison.Ordinal);
        }
    }

    private sealed class Parser : IPacketParser
    {
        public required Func<ParserLimits, IPacketDecoder> Decoder { get; set; }

        public PacketMessages Encode(Packet packet) => PacketParsers.Json.Encode(packet);

        public IPacketDecoder CreateDecoder(ParserLimits limits) => Decoder(limits);
    }
}
