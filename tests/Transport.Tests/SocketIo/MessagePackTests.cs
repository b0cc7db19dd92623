using System.Text;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Transport.Tests.SocketIo;

/// <summary>The bytes are those that socket.io-msgpack-parser 3.0.2 writes for these packets.</summary>
public class MessagePackTests
{
    public static TheoryData<string, int, string, long, string> WrittenAlike => new()
    {
        { "83a47479706500a46461746181a3736964a3616263a36e7370a12f", 0, "/", -1, """{"sid":"abc"}""" },
        { "82a47479706501a36e7370a22f6e", 1, "/n", -1, "" },
        { "83a47479706502a46461746197a178a9c3a9e282acf09f988001ffc3c0cb3ff8000000000000a36e7370a12f", 2, "/", -1, """["x","é€😀",1,-1,true,null,1.5]""" },
        { "84a47479706502a46461746192a17881a1619180a26964cd012ca36e7370a62f61646d696e", 2, "/admin", 300, """["x",{"a":[{}]}]""" },
        { "84a47479706503a46461746190a2696407a36e7370a12f", 3, "/", 7, "[]" },
        { "83a47479706504a46461746181a76d657373616765a26e6fa36e7370a12f", 4, "/", -1, """{"message":"no"}""" },
        {
            "83a47479706502a464617461dc0014a1787fcc80ccffcd0100cdffffce00010000ceffffffffcf0000000100000000cf001fffffffffffff"
                + "e0d0dfd080d1ff7fd18000d2ffff7fffd280000000d3ffffffff7fffffffd3ffe0000000000001cb0000000000000001a36e7370a12f",
            2, "/", -1,
            """
            ["x",127,128,255,256,65535,65536,4294967295,4294967296,9007199254740991,-32,-33,-128,-129,-32768,-32769,-2147483648,-2147483649,-9007199254740991,5E-324]
            """
        },
    };

    [Theory]
    [MemberData(nameof(WrittenAlike))]
    public void AServersPacketIsByteForByteThatOfTheReference(string bytes, int type, string nsp, long id, string json)
    {
        var encoded = MessagePackCodec.Instance.Encode((SocketIoPacketType)type, nsp, id, Encoding.UTF8.GetBytes(json), [], copyAttachments: false);
        Assert.Null(encoded.Text);
        Assert.Equal(bytes, Convert.ToHexStringLower(Assert.Single(encoded.Attachments).Span));
    }

    [Theory]
    [MemberData(nameof(WrittenAlike))]
    public void AndIsReadAsWhatItWas(string bytes, int type, string nsp, long id, string json) => AssertRead(bytes, type, nsp, id, json);

    [Theory]
    [InlineData("83a47479706500a464617461d40000a36e7370a12f", 0, "/", "")]
    [InlineData("83a47479706500a46461746181a5746f6b656ea174a36e7370a72f637573746f6d", 0, "/custom", """{"token":"t"}""")]
    [InlineData("84a47479706502a46461746191a178a76f7074696f6e7381a8636f6d7072657373c3a36e7370a12f", 2, "/", """["x"]""")]
    [InlineData("83a47479706502a46461746194a178d7000000019b7ca98c8e83a161d40000a162cb7ff8000000000000a1630191d40000a36e7370a12f", 2, "/",
        """["x","2026-01-02T03:04:05.006Z",{"b":null,"c":1},[null]]""")]
    [InlineData("83a47479706502a46461746193a178d7000000000000000000d700001eb208c2dc0000a36e7370a12f", 2, "/", """["x","1970-01-01T00:00:00.000Z",null]""")]
    public void AClientsPacketIsReadAsTheJsonParserWouldHaveGotIt(string bytes, int type, string nsp, string json) => AssertRead(bytes, type, nsp, -1, json);

    [Theory]
    [InlineData("83a47479706502a46461746193a178c402010281a164c400a36e7370a12f", """["x",{"_placeholder":true,"num":0},{"d":{"_placeholder":true,"num":1}}]""", "0102 ")]
    [InlineData("83a47479706502a46461746194a178c70300010203c708000000000000000000c7010000a36e7370a12f",
        """["x",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1},{"_placeholder":true,"num":2}]""", "010203 0000000000000000 00")]
    public void BinaryValuesBecomeAttachments(string bytes, string json, string attachments)
    {
        var packet = AssertRead(bytes, 2, "/", -1, json);
        Assert.Equal(attachments, string.Join(' ', packet.Attachments.Select(a => Convert.ToHexStringLower(a.Span))));
    }

    [Theory]
    [InlineData("cb4000000000000000", "2")]
    [InlineData("ca3dcccccd", "0.10000000149011612")]
    [InlineData("cfffffffffffffffff", "18446744073709551615")]
    [InlineData("d38000000000000000", "-9223372036854775808")]
    [InlineData("cb7ff0000000000000", "null")]
    [InlineData("82cd01006101ff", """{"256":97,"1":-1}""")]
    [InlineData("d6ff00000001", "\"1970-01-01T00:00:01Z\"")]
    [InlineData("d505abcd", """[5,{"_placeholder":true,"num":0}]""")]
    [InlineData("a3ff61c3", "\"\\uFFFDa\\uFFFD\"")]
    public void OtherValuesOfMessagePackHaveAJsonToo(string value, string json) =>
        AssertRead($"83a47479706502a46461746192a178{value}a36e7370a12f", 2, "/", -1, $"[\"x\",{json}]");

    private static SocketIoPacket AssertRead(string bytes, int type, string nsp, long id, string json)
    {
        var packet = MessagePackCodec.Instance.CreateDecoder(new ParserLimits()).Add(Convert.FromHexString(bytes), isBinary: true)!;
        Assert.Equal((type, nsp, id, json), ((int)packet.Type, packet.Namespace, packet.Id, Encoding.UTF8.GetString(packet.Payload.Span).Replace("\\uD83D\\uDE00", "😀", StringComparison.Ordinal)));
        return packet;
    }
}
