using System.Text;
using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;
using CsCheck;

namespace AkkaSocketIo.Transport.Tests.SocketIo;

/// <summary>MessagePack as nobody should send it.</summary>
public class HostileMessagePackTests
{
    // {type: 2, nsp: "/", data: …}
    private const string Event = "83a47479706502a36e7370a12fa464617461";

    private static readonly string[] s_examples =
    [
        "84a47479706502a46461746197a178a9c3a9e282acf09f988001ffc3c0cb3ff8000000000000a76f7074696f6e7381a8636f6d7072657373c3a36e7370a12f",
        "83a47479706502a46461746194a178d7000000019b7ca98c8e83a161d40000a162cb7ff8000000000000a1630191d40000a36e7370a12f",
        "84a47479706502a46461746192a17881a1619180a26964cd012ca36e7370a62f61646d696e",
        "83a47479706502a46461746194a178c402010281a164c400c70300010203a36e7370a12f",
        "83a47479706500a46461746181a5746f6b656ea174a36e7370a72f637573746f6d",
    ];

    private static readonly Gen<byte[]> s_any = Gen.OneOf(
        Gen.Byte.Array,
        Gen.Select(Gen.Int[0, s_examples.Length - 1], Gen.Select(Gen.Int[0, 60], Gen.Int[0, 2], Gen.Byte).Array[0, 4], (example, edits) => HostileInput.Damage(Convert.FromHexString(s_examples[example]), edits)),
        Gen.Byte.Array.Select(bytes => (byte[])[.. Convert.FromHexString(Event + "92a178"), .. bytes]));

    [Theory]
    [InlineData("")]
    [InlineData("c0")]
    [InlineData("c1")]
    [InlineData("93020190")]
    [InlineData("80", PacketError.UnknownType)]
    [InlineData("82a47479706505a36e7370a12f", PacketError.UnknownType)]
    [InlineData("82a474797065ffa36e7370a12f", PacketError.UnknownType)]
    [InlineData("82a474797065a132a36e7370a12f", PacketError.UnknownType)]
    [InlineData("82a474797065cb3ff8000000000000a36e7370a12f", PacketError.UnknownType)]
    [InlineData("82a474797065cfffffffffffffffffa36e7370a12f")]
    [InlineData("81a47479706501", PacketError.InvalidNamespace)]
    [InlineData("82a47479706501a36e737001", PacketError.InvalidNamespace)]
    [InlineData("82a47479706501a36e7370c0", PacketError.InvalidNamespace)]
    [InlineData("82a47479706501a36e7370a0", PacketError.InvalidNamespace)]
    [InlineData("82a47479706501a36e7370a463686174", PacketError.InvalidNamespace)]
    [InlineData("83a47479706501a36e7370a12fa26964a137", PacketError.InvalidId)]
    [InlineData("83a47479706501a36e7370a12fa26964ff", PacketError.InvalidId)]
    [InlineData("83a47479706501a36e7370a12fa26964c0", PacketError.InvalidId)]
    [InlineData("83a47479706501a36e7370a12fa26964cf0020000000000000", PacketError.InvalidId)]
    [InlineData("82a47479706502a36e7370a12f")]
    [InlineData("82a47479706503a36e7370a12f")]
    [InlineData("82a47479706504a36e7370a12f")]
    [InlineData("83a47479706500a36e7370a12fa464617461c0")]
    [InlineData("83a47479706500a36e7370a12fa46461746190")]
    [InlineData("83a47479706501a36e7370a12fa464617461c0")]
    [InlineData("83a47479706503a36e7370a12fa46461746180")]
    [InlineData("83a47479706504a36e7370a12fa464617461c0")]
    [InlineData(Event + "80")]
    [InlineData(Event + "90")]
    [InlineData(Event + "91c0")]
    [InlineData(Event + "91c3")]
    [InlineData(Event + "91cb7ff8000000000000")]
    [InlineData(Event + "9181a8746f537472696e67a3666f6f")]
    [InlineData(Event + "91c40178")]
    [InlineData(Event + "91a7636f6e6e656374")]
    [InlineData(Event + "91ad646973636f6e6e656374696e67")]
    [InlineData(Event + "91a178c0")]
    [InlineData(Event + "92a17881c001")]
    [InlineData(Event + "92a17881c40161c0")]
    [InlineData(Event + "92a178d5ff0000")]
    [InlineData(Event + "92a178c70cff000000007fffffffffffffff")]
    public void WhatIsNoPacketIsRefused(string bytes, object? error = null) =>
        Assert.Equal(error ?? PacketError.InvalidPayload, Refused(Convert.FromHexString(bytes)).Error);

    [Theory]
    [InlineData("93a178c40101", "00")]
    [InlineData("93a178c40101", "01")]
    [InlineData("9aa178c40101c40102c40103c40104c40105c40106c40107c40108", "07")]
    public void AMapThatLooksLikeAPlaceholderStandsForNothing(string before, string number)
    {
        var map = "82ac5f706c616365686f6c646572c3a36e756d" + number;
        Assert.Equal(PacketError.IllegalAttachments, Refused(Convert.FromHexString(Event + before + map)).Error);
        Assert.Equal(2, Add(Convert.FromHexString(Event + "92a178" + map)).Elements.Count);
    }

    [Fact]
    public void OfManyEmptyValuesIsKnownWhatTheyTake()
    {
        var packet = Add(Convert.FromHexString(Event + "dc2711a178" + string.Concat(Enumerable.Repeat("c400", 10_000))));
        Assert.InRange(packet.SizeInMemory, 500_000, 700_000);
    }

    [Fact]
    public void TextIsNoPacket()
    {
        var decoder = MessagePackCodec.Instance.CreateDecoder(new ParserLimits());
        Assert.Equal(PacketError.UnexpectedText, Assert.Throws<PacketException>(() => decoder.Add("2[\"x\"]"u8.ToArray(), isBinary: false)).Error);
    }

    [Fact]
    public void APacketThatIsCutAnywhereIsRefused()
    {
        foreach (var example in s_examples)
        {
            var whole = Convert.FromHexString(example);
            for (var length = 0; length < whole.Length; length++)
            {
                Refused(whole.AsMemory(0, length));
            }
        }
    }

    [Theory]
    [InlineData(Event + "dd7fffffff")]
    [InlineData(Event + "ddffffffff")]
    [InlineData(Event + "dfffffffff")]
    [InlineData(Event + "92a178c67fffffff")]
    [InlineData(Event + "92a178dbffffffff")]
    [InlineData(Event + "92a178c9ffffffff00")]
    [InlineData(Event + "92a178c97fffffff05")]
    [InlineData("dfffffffff")]
    [InlineData("84a47479706502a36e7370a12fa464617461" + "91a178" + "a178dd7fffffff")]
    public void NothingIsAllocatedForADeclaredNumber(string bytes)
    {
        var data = Convert.FromHexString(bytes);
        void Add() => TryAdd(data);
        Add();
        Assert.InRange(HostileInput.AllocatedBy(Add), 0, HostileInput.Overhead);
    }

    [Theory]
    [InlineData("91", "c0")]
    [InlineData("81a161", "c0")]
    [InlineData("91", "c400")]
    public void DepthIsBound(string open, string inner)
    {
        // The array of the arguments is the first, and a placeholder is an object.
        var depth = inner == "c0" ? 63 : 62;
        Assert.Equal(2, Add(Nested(depth)).Elements.Count);
        Assert.Equal(PacketError.TooDeep, Refused(Nested(depth + 1)).Error);
        Assert.Equal(PacketError.TooDeep, Refused(Nested(100_000)).Error);

        // Nor can it be hidden where nobody looks.
        Assert.Equal(PacketError.TooDeep, Refused(Convert.FromHexString("81a178" + string.Concat(Enumerable.Repeat(open, 100_000)) + inner)).Error);

        byte[] Nested(int levels) => Convert.FromHexString(Event + "92a178" + string.Concat(Enumerable.Repeat(open, levels)) + inner);
    }

    [Fact]
    public void TheDeepestThatCanBeAllowedFitsOnTheStack()
    {
        var limits = new ParserLimits { MaxJsonDepth = 1000 };
        var data = Convert.FromHexString(Event + "92a178" + string.Concat(Enumerable.Repeat("81a161", 999)) + "01");
        var packet = MessagePackCodec.Instance.CreateDecoder(limits).Add(data, isBinary: true)!;
        var again = MessagePackCodec.Instance.Encode(packet.Type, "/", -1, packet.Payload.Span, [], copyAttachments: false);
        Assert.Equal(packet.Payload.Span, MessagePackCodec.Instance.Decode(again).Payload.Span);
    }

    [Fact]
    public void LongNamesAreRefused()
    {
        Assert.Equal(PacketError.EventNameTooLong, Refused(Convert.FromHexString(Event + "91da0101" + string.Concat(Enumerable.Repeat("61", 257)))).Error);
        Assert.Equal(PacketError.NamespaceTooLong, Refused(Convert.FromHexString("82a47479706501a36e7370da01012f" + string.Concat(Enumerable.Repeat("61", 256)))).Error);
    }

    [Fact]
    public void OfKeysWithOneNameTheLastCounts()
    {
        var packet = Add(Convert.FromHexString("85a47479706502a36e7370a12fa46461746192a178c40101a46461746191a179a47479706502"));
        Assert.Equal("""["y"]""", Encoding.UTF8.GetString(packet.Payload.Span));
        Assert.Empty(packet.Attachments);
    }

    [Fact]
    public void AnyMessageIsAPacketOrIsRefused() => s_any.Sample(data =>
    {
        if (TryAdd(data) is not { Type: SocketIoPacketType.Event } packet)
        {
            return;
        }

        Assert.NotNull(packet.EventName());

        // It can be forwarded.
        var again = MessagePackCodec.Instance.Encode(packet.Type, packet.Namespace, packet.Id, packet.Payload.Span, packet.Attachments, copyAttachments: false);
        var read = MessagePackCodec.Instance.Decode(again);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(packet.Payload.Span), JsonElement.Parse(read.Payload.Span)));
    });

    [Fact]
    public void WhatIsAllocatedIsBoundByWhatCame() =>
        s_any.Sample(data => HostileInput.AllocatedBy(() => TryAdd(data)) <= HostileInput.Overhead + (80 * data.Length));

    [Theory]
    [InlineData("c0", 32)]
    [InlineData("c400", 64)]
    [InlineData("d40000", 16)]
    [InlineData("a100", 16)]
    public void TheSmallestValuesDoNotGrowWithoutBound(string value, int factor)
    {
        const int Count = 60_000;
        var data = Convert.FromHexString(Event + $"dc{Count + 1:x4}a178" + string.Concat(Enumerable.Repeat(value, Count)));
        Add(data);
        Assert.InRange(HostileInput.AllocatedBy(() => Add(data)), 0, HostileInput.Overhead + (factor * data.Length));
    }

    private static SocketIoPacket Add(ReadOnlyMemory<byte> data) => MessagePackCodec.Instance.CreateDecoder(new ParserLimits()).Add(data, isBinary: true)!;

    private static SocketIoPacket? TryAdd(byte[] data)
    {
        HostileInput.TryAdd(MessagePackCodec.Instance.CreateDecoder(new ParserLimits()), data, out var packet, isBinary: true);
        return packet;
    }

    private static PacketException Refused(ReadOnlyMemory<byte> data) => Assert.Throws<PacketException>(() => Add(data));
}
