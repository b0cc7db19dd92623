using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;
using BenchmarkDotNet.Attributes;

namespace AkkaSocketIo.Microbenchmarks.SocketIo;

/// <summary>Packets for a client: from values, and from what another client has sent.</summary>
public class PacketWriting
{
    private readonly JsonSerializerOptions _options = SocketIoJson.Freeze(SocketIoJson.CreateOptions());
    private readonly string _text = new('x', 32);
    private readonly string _large = new('x', 30_000);
    private readonly Position _position = new("somebody", 1.5, 2.5);
    private readonly byte[] _handshake = """{"sid":"xxxxxxxxxxxxxxxxxxxx"}"""u8.ToArray();
    private readonly SocketIoPacket _received = JsonParser.Parse(
        """27["echo","xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]"""u8.ToArray(), new ParserLimits(), "/");

    [Benchmark]
    public object EventWithString()
    {
        using var writer = PacketWriter.RentArray();
        writer.Write("echo", _options);
        writer.Write(_text, _options);
        return Event(writer);
    }

    [Benchmark]
    public object EventWithObjects()
    {
        using var writer = PacketWriter.RentArray();
        writer.Write((object?)"echo", _options);
        writer.Write((object?)_text, _options);
        return Event(writer);
    }

    [Benchmark]
    public object EventWithIntAndRecord()
    {
        using var writer = PacketWriter.RentArray();
        writer.Write("move", _options);
        writer.Write(42, _options);
        writer.Write(_position, _options);
        return Event(writer);
    }

    [Benchmark]
    public object EventOf30Kilobytes()
    {
        using var writer = PacketWriter.RentArray();
        writer.Write("text", _options);
        writer.Write(_large, _options);
        return Event(writer);
    }

    [Benchmark]
    public object AckOfRawElements()
    {
        using var writer = PacketWriter.RentArray();
        writer.WriteRaw(_received, first: 1);
        return writer.ToPacket(JsonCodec.Instance, SocketIoPacketType.Ack, "/", _received.Id, copyAttachments: false);
    }

    [Benchmark]
    public object Connect() => JsonCodec.Instance.Encode(SocketIoPacketType.Connect, "/admin", SocketIoPacket.NoId, _handshake, [], copyAttachments: false);

    private static EncodedPacket Event(PacketWriter writer) => writer.ToPacket(JsonCodec.Instance, SocketIoPacketType.Event, "/", SocketIoPacket.NoId);

    private sealed record Position(string Name, double X, double Y);
}
