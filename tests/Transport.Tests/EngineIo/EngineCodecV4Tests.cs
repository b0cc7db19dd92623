using System.Buffers;
using System.Text;
using AkkaSocketIo.Transport.EngineIo;
using CsCheck;

namespace AkkaSocketIo.Transport.Tests.EngineIo;

public class EngineCodecV4Tests
{
    [Theory]
    [InlineData("0{}", EnginePacketType.Open, "{}")]
    [InlineData("1", EnginePacketType.Close, "")]
    [InlineData("2", EnginePacketType.Ping, "")]
    [InlineData("2probe", EnginePacketType.Ping, "probe")]
    [InlineData("3probe", EnginePacketType.Pong, "probe")]
    [InlineData("4hello€", EnginePacketType.Message, "hello€")]
    [InlineData("5", EnginePacketType.Upgrade, "")]
    [InlineData("6", EnginePacketType.Noop, "")]
    public void TextPacketsAreTheirDigitAndTheirData(string text, object type, string data)
    {
        Assert.True(EngineCodecV4.TryDecodeText(Encoding.UTF8.GetBytes(text), out var packet));
        Assert.Equal(type, packet.Type);
        Assert.Equal(data, Encoding.UTF8.GetString(packet.Data.Span));
        Assert.False(packet.IsBinary);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("abc")]
    [InlineData("b!")]
    public void WhatIsNoPacketIsRefused(string text) =>
        Assert.False(EngineCodecV4.TryDecodeText(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void BinaryTravelsAsBase64() =>
        Gen.Byte.Array.Sample(data =>
        {
            var buffer = new ArrayBufferWriter<byte>();
            EngineCodecV4.WriteBase64(buffer, data);
            return EngineCodecV4.TryDecodeText(buffer.WrittenMemory, out var packet)
                && packet.IsBinary && packet.Data.Span.SequenceEqual(data);
        });

    [Fact]
    public void APayloadIsItsPacketsUpToTheFirstError()
    {
        var packets = new List<EnginePacket>();
        Assert.True(EngineCodecV4.TryDecodePayload(Encoding.UTF8.GetBytes("4a\u001e2\u001ebAQID"), packets));
        Assert.Equal([EnginePacketType.Message, EnginePacketType.Ping, EnginePacketType.Message], packets.Select(p => p.Type));

        packets.Clear();
        Assert.False(EngineCodecV4.TryDecodePayload(Encoding.UTF8.GetBytes("4a\u001ex\u001e4b"), packets));
        Assert.Single(packets);
    }

    [Fact]
    public void BytesThatAreNoUtf8AreReplacedBeforeTheyReachAnotherClient()
    {
        var packets = new List<EnginePacket>();
        Assert.True(EngineCodecV4.TryDecodePayload(new byte[] { (byte)'4', 0xff, (byte)'a' }, packets));
        Assert.Equal("\ufffda", Encoding.UTF8.GetString(packets[0].Data.Span));
    }

    [Fact]
    public void NoPayloadThrows() =>
        Gen.Byte.Array.Sample(data => { EngineCodecV4.TryDecodePayload(data, []); });
}
