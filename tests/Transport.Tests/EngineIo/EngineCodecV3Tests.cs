using System.Buffers;
using System.Text;
using AkkaSocketIo.Transport.EngineIo;
using AkkaSocketIo.Transport.Tests.SocketIo;
using CsCheck;

namespace AkkaSocketIo.Transport.Tests.EngineIo;

public class EngineCodecV3Tests
{
    private static readonly Gen<EnginePacket> s_packet = Gen.OneOf(
        Gen.Int[0, 6].Select(Gen.String, (type, text) => new EnginePacket((EnginePacketType)type, Encoding.UTF8.GetBytes(text), IsBinary: false)),
        Gen.Byte.Array.Select(data => new EnginePacket(EnginePacketType.Message, data, IsBinary: true)));

    [Theory]
    [InlineData("2:40", "Message 0")]
    [InlineData("6:2probe", "Ping probe")]
    [InlineData("1:1", "Close ")]
    [InlineData("20:42[\"echo-back\",\"é€\"]", "Message 2[\"echo-back\",\"é€\"]")]
    [InlineData("3:4😀1:2", "Message 😀", "Ping ")]
    [InlineData("3:4é€10:b4AQIDBA==1:6", "Message é€", "Message 0x01020304", "Noop ")]
    [InlineData("0:0:1:2", "Ping ")]
    [InlineData("0:")]
    public void ATextPayloadIsThePacketsWithTheirLengths(string payload, params string[] packets)
    {
        var decoded = new List<EnginePacket>();
        Assert.True(EngineCodecV3.TryDecodePayload(Encoding.UTF8.GetBytes(payload), decoded));
        Assert.Equal(packets, decoded.Select(Show));
    }

    [Theory]
    [InlineData("")]
    [InlineData("40")]
    [InlineData(":40")]
    [InlineData("3:40")]
    [InlineData("2:40x")]
    [InlineData("x:40")]
    [InlineData("-1:4")]
    [InlineData(" 2:40")]
    [InlineData("1:")]
    [InlineData("1:7")]
    [InlineData("1:b")]
    [InlineData("2:b7")]
    [InlineData("3:b4!")]
    [InlineData("2:4😀")]
    [InlineData("00000000002:40")]
    [InlineData("9999999999:40")]
    [InlineData("99999999999999999999999999999999:40")]
    public void WhatIsNoTextPayloadIsRefused(string payload) => Assert.False(EngineCodecV3.TryDecodePayload(Encoding.UTF8.GetBytes(payload), []));

    [Theory]
    [InlineData("000207ff343531", null)]
    [InlineData("0007ff3435312d5b225d0105ff0401020304", "Message 51-[\"]", "Message 0x01020304")]
    [InlineData("0004ff34e282ac", "Message €")]
    [InlineData("0101ff04", "Message 0x")]
    [InlineData("0001ff32", "Ping ")]
    public void ABinaryPayloadSaysTheKindOfEachPacket(string payload, params string[]? packets)
    {
        var decoded = new List<EnginePacket>();
        Assert.Equal(packets is not null, EngineCodecV3.TryDecodeBinaryPayload(Convert.FromHexString(payload), decoded));
        Assert.Equal(packets ?? [], decoded.Select(Show));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0001")]
    [InlineData("00ff")]
    [InlineData("0000ff")]
    [InlineData("0100ff")]
    [InlineData("0201ff32")]
    [InlineData("000aff32")]
    [InlineData("0002ff32")]
    [InlineData("0101ff07")]
    [InlineData("0001ff37")]
    [InlineData("010909090909090909090909ff04")]
    [InlineData("0109090909090909090909ff04")]
    public void WhatIsNoBinaryPayloadIsRefused(string payload) => Assert.False(EngineCodecV3.TryDecodeBinaryPayload(Convert.FromHexString(payload), []));

    [Fact]
    [Mirrors("engine.io/parser.js", "properly encodes a mixed payload")]
    public void PayloadsAreExact()
    {
        var binary = new ArrayBufferWriter<byte>();
        EngineCodecV3.WriteTextToBinary(binary, "451-[\"é\"]"u8);
        EngineCodecV3.WriteBinary(binary, [1, 2, 3, 4]);
        Assert.Equal("000100FF3435312D5B22C3A9225D0105FF0401020304", Convert.ToHexString(binary.WrittenSpan));

        var text = new ArrayBufferWriter<byte>();
        EngineCodecV3.WriteText(text, "42[\"é€😀\"]"u8);
        EngineCodecV3.WriteBase64(text, [1, 2, 3, 4]);
        Assert.Equal("10:42[\"é€😀\"]10:b4AQIDBA==", Encoding.UTF8.GetString(text.WrittenSpan));
    }

    [Fact]
    public void PacketsComeBackFromATextPayload() =>
        s_packet.Array[1, 8].Sample(packets =>
        {
            var payload = new ArrayBufferWriter<byte>();
            foreach (var packet in packets)
            {
                if (packet.IsBinary)
                {
                    EngineCodecV3.WriteBase64(payload, packet.Data.Span);
                }
                else
                {
                    EngineCodecV3.WriteText(payload, TextOf(packet));
                }
            }

            return IsDecoded(EngineCodecV3.TryDecodePayload, payload, packets);
        });

    [Fact]
    public void PacketsComeBackFromABinaryPayload() =>
        s_packet.Array[1, 8].Sample(packets =>
        {
            var payload = new ArrayBufferWriter<byte>();
            foreach (var packet in packets)
            {
                if (packet.IsBinary)
                {
                    EngineCodecV3.WriteBinary(payload, packet.Data.Span);
                }
                else
                {
                    EngineCodecV3.WriteTextToBinary(payload, TextOf(packet));
                }
            }

            return IsDecoded(EngineCodecV3.TryDecodeBinaryPayload, payload, packets);
        });

    [Fact]
    public void BinaryFramesHaveTheirTypeInFront() =>
        Gen.Byte.Array.Sample(data =>
            EngineCodecV3.TryDecodeBinary(EngineCodecV3.EncodeBinary(data), out var packet)
            && packet is { Type: EnginePacketType.Message, IsBinary: true } && packet.Data.Span.SequenceEqual(data)
            && EngineCodecV3.TryDecodeText(EngineCodecV3.EncodeBase64(data), out packet)
            && packet is { Type: EnginePacketType.Message, IsBinary: true } && packet.Data.Span.SequenceEqual(data));

    [Fact]
    public void BytesThatAreNoUtf8AreReplacedBeforeTheyReachAnotherClient()
    {
        var packets = new List<EnginePacket>();
        Assert.True(EngineCodecV3.TryDecodePayload(new byte[] { (byte)'3', (byte)':', (byte)'4', 0xff, (byte)'a' }, packets));
        Assert.True(EngineCodecV3.TryDecodeBinaryPayload(new byte[] { 0, 3, 0xff, (byte)'4', 0xff, (byte)'a' }, packets));
        Assert.All(packets, p => Assert.Equal("\ufffda", Encoding.UTF8.GetString(p.Data.Span)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void APayloadNeverThrowsAndIsBoundByItsSize(bool isBinary)
    {
        var parts = isBinary ? new byte[] { 0, 1, 1, 2, 9, 0xff, 0xff, 4, (byte)'4', (byte)'2' } : [.. "0123449:::b\u00ff"u8];
        Gen.OneOf(HostileInput.Any, Gen.OneOf([.. parts]).Array).Sample(data =>
            HostileInput.AllocatedBy(() => _ = isBinary ? EngineCodecV3.TryDecodeBinaryPayload(data, []) : EngineCodecV3.TryDecodePayload(data, []))
                <= HostileInput.Overhead + (128 * data.Length));
    }

    private static byte[] TextOf(EnginePacket packet) => [(byte)((byte)packet.Type + (byte)'0'), .. packet.Data.Span];

    private static bool IsDecoded(Func<ReadOnlyMemory<byte>, List<EnginePacket>, bool> decode, ArrayBufferWriter<byte> payload, EnginePacket[] packets)
    {
        var decoded = new List<EnginePacket>();
        return decode(payload.WrittenMemory, decoded) && decoded.Select(Show).SequenceEqual(packets.Select(Show));
    }

    private static string Show(EnginePacket packet) =>
        $"{packet.Type} {(packet.IsBinary ? "0x" + Convert.ToHexString(packet.Data.Span) : Encoding.UTF8.GetString(packet.Data.Span))}";
}
