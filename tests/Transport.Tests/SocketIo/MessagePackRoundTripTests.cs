using System.Text;
using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;
using CsCheck;

namespace AkkaSocketIo.Transport.Tests.SocketIo;

/// <summary>Whatever the format, a handler sees the same.</summary>
public class MessagePackRoundTripTests
{
    private static readonly JsonSerializerOptions s_json = SocketIoJson.Freeze(SocketIoJson.CreateOptions());

    private static readonly Gen<object?> s_value = Gen.Recursive<object?>((depth, inner) =>
    {
        var leaf = Gen.OneOf<object?>(
            Gen.String.Select(object? (s) => s), Gen.Long.Select(object? (n) => n), Gen.ULong.Select(object? (n) => n), Gen.Double.Select(object? (n) => n),
            Gen.Int.Select(object? (n) => n), Gen.Bool.Select(object? (b) => b), Gen.Const(0).Select(object? (_) => null), Gen.Byte.Array.Select(object? (b) => b));
        return depth > 4
            ? leaf
            : Gen.Frequency(
                (3, leaf),
                (1, inner.Array[0, 20].Select(object? (items) => items)),
                (1, Gen.Dictionary(Gen.String, inner)[0, 20].Select(object? (items) => items)));
    });

    [Fact]
    public void AnEventIsTheSameByBothParsers() =>
        Gen.Select(s_value.Array[0, 4], Gen.Long[-1, (1L << 53) - 1]).Sample((values, id) =>
        {
            var (json, packed) = (Through(JsonCodec.Instance, values, id), Through(MessagePackCodec.Instance, values, id));
            Assert.Equal(json.Id, packed.Id);
            Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json.Payload.Span), JsonElement.Parse(packed.Payload.Span)), Encoding.UTF8.GetString(packed.Payload.Span));
            Assert.Equal(json.Attachments.Select(Hex), packed.Attachments.Select(Hex));
        });

    [Fact]
    public void WhatOnlyLooksLikeAPlaceholderStaysWhatItIs()
    {
        const string Payload = """["x",{"_placeholder":true,"num":1},{"_placeholder":true,"num":0,"more":1},{"_placeholder":false,"num":0},{"_placeholder":true,"num":0}]""";
        var encoded = MessagePackCodec.Instance.Encode(
            SocketIoPacketType.Event, "/", -1, Encoding.UTF8.GetBytes(Payload), [new byte[] { 7 }], copyAttachments: false);
        var packet = MessagePackCodec.Instance.Decode(encoded);
        Assert.Equal(Payload, Encoding.UTF8.GetString(packet.Payload.Span));
        Assert.Equal("07", Hex(Assert.Single(packet.Attachments)));
    }

    [Fact]
    public void AWriterThatFailedWritesTheNextPacketWhole()
    {
        Assert.ThrowsAny<JsonException>(() => MessagePackCodec.Instance.Encode(SocketIoPacketType.Event, "/", -1, "[[1,2"u8, [], copyAttachments: false));
        var packet = MessagePackCodec.Instance.Decode(MessagePackCodec.Instance.Encode(SocketIoPacketType.Event, "/", -1, "[\"y\"]"u8, [], copyAttachments: false));
        Assert.Equal("[\"y\"]", Encoding.UTF8.GetString(packet.Payload.Span));
    }

    private static SocketIoPacket Through(PacketCodec codec, object?[] values, long id)
    {
        using var writer = PacketWriter.RentArray();
        writer.Write("event", s_json);
        foreach (var value in values)
        {
            writer.Write(value, s_json);
        }

        return codec.Decode(writer.ToPacket(codec, SocketIoPacketType.Event, "/n", id));
    }

    private static string Hex(ReadOnlyMemory<byte> data) => Convert.ToHexStringLower(data.Span);
}
