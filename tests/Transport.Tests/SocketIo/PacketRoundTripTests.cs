using System.Text;
using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;
using CsCheck;

namespace AkkaSocketIo.Transport.Tests.SocketIo;

public class PacketRoundTripTests
{
    private static readonly JsonSerializerOptions s_json = SocketIoJson.Freeze(SocketIoJson.CreateOptions());

    private sealed record Upload(string Name, byte[] Data, ReadOnlyMemory<byte>[] More);

    private static EncodedPacket Encode(string nsp, long id, params object?[] values)
    {
        using var writer = PacketWriter.RentArray();
        foreach (var value in values)
        {
            writer.Write(value, s_json);
        }

        return writer.ToPacket(JsonCodec.Instance, SocketIoPacketType.Event, nsp, id);
    }

    private static SocketIoPacket Decode(EncodedPacket encoded)
    {
        var decoder = new JsonDecoder(new ParserLimits());
        Assert.Equal((byte)'4', encoded.Text![0]);
        var packet = decoder.Add(encoded.Text.AsMemory(1), isBinary: false);
        foreach (var attachment in encoded.Attachments)
        {
            Assert.Null(packet);
            packet = decoder.Add(attachment, isBinary: true);
        }

        Assert.Null(decoder.Unfinished);
        return packet!;
    }

    [Theory]
    [InlineData("/", -1, """42["x","é€",1,true,null]""")]
    [InlineData("/admin", 12, """42/admin,12["x","é€",1,true,null]""")]
    public void TextIsExact(string nsp, long id, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(Encode(nsp, id, "x", "é€", 1, true, null).Text!));

    [Fact]
    public void BinaryAtAnyDepthIsNumberedInOrder()
    {
        byte[] data = [1, 2];
        var encoded = Encode("/", -1, "x", new Upload("a", data, [new byte[] { 3 }, new byte[] { 4 }]), new byte[] { 5 });
        data[0] = 9;
        Assert.Equal(
            """454-["x",{"name":"a","data":{"_placeholder":true,"num":0},"more":[{"_placeholder":true,"num":1},{"_placeholder":true,"num":2}]},{"_placeholder":true,"num":3}]""",
            Encoding.UTF8.GetString(encoded.Text!));
        Assert.Equal(["0102", "03", "04", "05"], encoded.Attachments.Select(a => Convert.ToHexString(a.Span)));

        var packet = Decode(encoded);
        BinaryScope.Attachments = packet.Attachments;
        var upload = JsonSerializer.Deserialize<Upload>(packet.Payload.Span[packet.Elements[1]], s_json)!;
        BinaryScope.Attachments = null;
        Assert.Equal([1, 2], upload.Data);
        Assert.Equal([4], upload.More[1].ToArray());
    }

    [Fact]
    public void NumbersThatAreNoJsonBecomeNull() =>
        Assert.Equal("""42["x",null,null,1.5]""", Encoding.UTF8.GetString(Encode("/", -1, "x", double.NaN, float.PositiveInfinity, 1.5).Text!));

    [Fact]
    public void WhatIsEncodedIsDecoded() =>
        Gen.Select(Gen.String, Gen.Long[0, 1L << 53], Gen.Byte.Array, Gen.String).Sample((text, id, data, key) =>
        {
            var packet = Decode(Encode("/n", id - 1, "event", text, new Dictionary<string, object> { [key] = data }));
            BinaryScope.Attachments = packet.Attachments;
            var read = JsonSerializer.Deserialize<Dictionary<string, byte[]>>(packet.Payload.Span[packet.Elements[2]], s_json)!;
            BinaryScope.Attachments = null;

            // A lone surrogate is no text: it leaves as the replacement character, as in every UTF-8 encoder.
            var expected = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            return packet.EventName() == "event" && packet.Id == id - 1 && packet.Namespace == "/n"
                && JsonSerializer.Deserialize<string>(packet.Payload.Span[packet.Elements[1]], s_json) == expected
                && read.Values.Single().AsSpan().SequenceEqual(data);
        });

    [Fact]
    public void AWriterThatFailedWritesTheNextPacketWhole()
    {
        Assert.ThrowsAny<Exception>(() => Encode("/", -1, "x", new byte[] { 1 }, new Cyclic()));
        Assert.Equal("""42["y"]""", Encoding.UTF8.GetString(Encode("/", -1, "y").Text!));
    }

    [Fact]
    public void PartsThatDoNotFitAreRefused()
    {
        var decoder = new JsonDecoder(new ParserLimits { MaxAttachmentsBytes = 3 });
        Assert.Equal(PacketError.UnexpectedBinary, Assert.Throws<PacketException>(() => decoder.Add(new byte[1], true)).Error);
        var head = """51-["x",{"_placeholder":true,"num":0}]"""u8.ToArray();
        Assert.Null(decoder.Add(head, false));
        Assert.Equal(PacketError.TextWhileReconstructing, Assert.Throws<PacketException>(() => decoder.Add(head, false)).Error);
        Assert.Equal(PacketError.AttachmentsTooLarge, Assert.Throws<PacketException>(() => decoder.Add(new byte[4], true)).Error);
    }

    private sealed class Cyclic
    {
        public Cyclic Self => this;
    }
}
