using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;
using BenchmarkDotNet.Attributes;

namespace AkkaSocketIo.Microbenchmarks.SocketIo;

/// <summary>Binary values become placeholders and attachments.</summary>
public class AttachmentWriting
{
    private readonly JsonSerializerOptions _options = SocketIoJson.Freeze(SocketIoJson.CreateOptions());
    private byte[] _data = [];

    [Params(64, 10_000)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Setup() => _data = new byte[Bytes];

    [Benchmark]
    public object EventWithTwoAttachments()
    {
        using var writer = PacketWriter.RentArray();
        writer.Write("upload", _options);
        writer.Write(_data, _options);
        writer.Write(_data, _options);
        return writer.ToPacket(JsonCodec.Instance, SocketIoPacketType.Event, "/", SocketIoPacket.NoId);
    }
}
