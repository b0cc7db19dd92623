using System.Text;
using AkkaSocketIo.Transport.EngineIo;
using BenchmarkDotNet.Attributes;

namespace AkkaSocketIo.Microbenchmarks.Engine;

/// <summary>What comes from a client: one packet of a WebSocket, many of a POST.</summary>
public class EngineDecoding
{
    private const int Packets = 10;
    private static readonly string s_event = $"""42["echo","{new string('x', 32)}"]""";
    private readonly byte[] _text = Encoding.UTF8.GetBytes(s_event);
    private readonly byte[] _payload = Encoding.UTF8.GetBytes(string.Join((char)EngineCodecV4.Separator, Enumerable.Repeat(s_event, Packets)));
    private readonly List<EnginePacket> _packets = new(Packets);

    [Benchmark]
    public bool Text() => EngineCodecV4.TryDecodeText(_text, out _);

    [Benchmark]
    public int PayloadOfTen()
    {
        _packets.Clear();
        EngineCodecV4.TryDecodePayload(_payload, _packets);
        return _packets.Count;
    }
}
