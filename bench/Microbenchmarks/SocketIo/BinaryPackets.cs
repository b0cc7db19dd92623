using AkkaSocketIo.Transport.SocketIo;
using BenchmarkDotNet.Attributes;

namespace AkkaSocketIo.Microbenchmarks.SocketIo;

/// <summary>A head and the attachments that follow it.</summary>
public class BinaryPackets
{
    private readonly PacketDecoder _decoder = new JsonDecoder(new ParserLimits());
    private readonly byte[] _head = """52-["upload",{"_placeholder":true,"num":0},{"name":"a","data":{"_placeholder":true,"num":1}}]"""u8.ToArray();
    private readonly byte[] _attachment = new byte[64];

    [Benchmark]
    public object? HeadAndTwoAttachments()
    {
        _decoder.Add(_head, isBinary: false);
        _decoder.Add(_attachment, isBinary: true);
        return _decoder.Add(_attachment, isBinary: true);
    }
}
