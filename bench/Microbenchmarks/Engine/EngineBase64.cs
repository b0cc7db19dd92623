using System.Buffers;
using AkkaSocketIo.Transport.EngineIo;
using BenchmarkDotNet.Attributes;

namespace AkkaSocketIo.Microbenchmarks.Engine;

/// <summary>Binary messages over polling.</summary>
public class EngineBase64
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private byte[] _data = [];
    private byte[] _encoded = [];

    [Params(64, 10_000)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _data = new byte[Bytes];
        new Random(1).NextBytes(_data);
        Encode();
        _encoded = _output.WrittenSpan.ToArray();
    }

    [Benchmark]
    public int Encode()
    {
        _output.ResetWrittenCount();
        EngineCodecV4.WriteBase64(_output, _data);
        return _output.WrittenCount;
    }

    [Benchmark]
    public bool Decode() => EngineCodecV4.TryDecodeText(_encoded, out _);
}
