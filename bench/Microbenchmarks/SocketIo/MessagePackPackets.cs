using System.Text;
using AkkaSocketIo.Transport.SocketIo;
using BenchmarkDotNet.Attributes;

namespace AkkaSocketIo.Microbenchmarks.SocketIo;

/// <summary>The events of the other benchmarks, as MessagePack.</summary>
public class MessagePackPackets
{
    private const string Row = """{"id":12345,"name":"somebody","tags":["a","b"],"active":true,"score":1.5}""";

    private readonly PacketDecoder _decoder = MessagePackCodec.Instance.CreateDecoder(new ParserLimits());
    private readonly byte[] _event = Encoding.UTF8.GetBytes($"""["echo","{new string('x', 32)}"]""");
    private readonly byte[] _rows = Encoding.UTF8.GetBytes($"""["rows",[{string.Join(',', Enumerable.Repeat(Row, 10_000 / Row.Length))}]]""");
    private ReadOnlyMemory<byte> _packedEvent;
    private ReadOnlyMemory<byte> _packedRows;

    [GlobalSetup]
    public void Setup()
    {
        _packedEvent = Encode(_event).Attachments[0];
        _packedRows = Encode(_rows).Attachments[0];
    }

    [Benchmark]
    public object WriteEvent() => Encode(_event);

    [Benchmark]
    public object WriteEventOf10Kilobytes() => Encode(_rows);

    [Benchmark]
    public object? ReadEvent() => _decoder.Add(_packedEvent, isBinary: true);

    [Benchmark]
    public object? ReadEventOf10Kilobytes() => _decoder.Add(_packedRows, isBinary: true);

    private static EncodedPacket Encode(byte[] payload) => MessagePackCodec.Instance.Encode(SocketIoPacketType.Event, "/", 7, payload, [], copyAttachments: false);
}
