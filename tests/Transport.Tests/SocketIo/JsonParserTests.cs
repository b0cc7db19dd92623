using System.Text;
using AkkaSocketIo.Transport.SocketIo;
using CsCheck;

namespace AkkaSocketIo.Transport.Tests.SocketIo;

public class JsonParserTests
{
    private static SocketIoPacket Parse(string text) => JsonParser.Parse(Encoding.UTF8.GetBytes(text), new ParserLimits(), "/");

    [Theory]
    [InlineData("0", SocketIoPacketType.Connect, "/", -1, "")]
    [InlineData("""0/admin,{"token":"123"}""", SocketIoPacketType.Connect, "/admin", -1, """{"token":"123"}""")]
    [InlineData("1/admin,", SocketIoPacketType.Disconnect, "/admin", -1, "")]
    [InlineData("""2["hello",1]""", SocketIoPacketType.Event, "/", -1, """["hello",1]""")]
    [InlineData("""2/admin,456["project:delete",123]""", SocketIoPacketType.Event, "/admin", 456, """["project:delete",123]""")]
    [InlineData("3/admin,456[]", SocketIoPacketType.Ack, "/admin", 456, "[]")]
    [InlineData("""4{"message":"Not authorized"}""", SocketIoPacketType.ConnectError, "/", -1, """{"message":"Not authorized"}""")]
    [InlineData("2", SocketIoPacketType.Event, "/", -1, "")]
    [InlineData("31", SocketIoPacketType.Ack, "/", 1, "")]
    [InlineData("""2 7["x"]""", SocketIoPacketType.Event, "/", 7, """["x"]""")]
    [InlineData("0/", SocketIoPacketType.Connect, "/", -1, "")]
    public void ThePartsOfThePacketAreFound(string text, object type, string nsp, long id, string payload)
    {
        var packet = Parse(text);
        Assert.Equal(type, packet.Type);
        Assert.Equal(nsp, packet.Namespace);
        Assert.Equal(id, packet.Id);
        Assert.Equal(payload, Encoding.UTF8.GetString(packet.Payload.Span));
    }

    [Theory]
    [InlineData("", "unknown packet type")]
    [InlineData("abc", "unknown packet type")]
    [InlineData("7", "unknown packet type")]
    [InlineData("2{}", "invalid payload")]
    [InlineData("2[]", "invalid payload")]
    [InlineData("2abc[\"x\"]", "invalid payload")]
    [InlineData("""2[{"toString":"foo"}]""", "invalid payload")]
    [InlineData("""2["x"]]""", "invalid payload")]
    [InlineData("""2["x" """, "invalid payload")]
    [InlineData("""2["connect"]""", "invalid payload")]
    [InlineData("""2["disconnecting"]""", "invalid payload")]
    [InlineData("""2["\u0063onnect"]""", "invalid payload")]
    [InlineData("0[]", "invalid payload")]
    [InlineData("0null", "invalid payload")]
    [InlineData("1{}", "invalid payload")]
    [InlineData("3{}", "invalid payload")]
    [InlineData("4[1]", "invalid payload")]
    [InlineData("""299999999999999999999["x"]""", "invalid payload")]
    [InlineData("5", "Illegal attachments")]
    [InlineData("""5["x"]""", "Illegal attachments")]
    [InlineData("""50-["x"]""", "Illegal attachments")]
    [InlineData("""5-1-["x"]""", "Illegal attachments")]
    [InlineData("""599999-["x"]""", "too many attachments")]
    [InlineData("""51-["x",{"_placeholder":true,"num":1}]""", "illegal attachments")]
    [InlineData("""51-["x",{"_placeholder":true,"num":-1}]""", "illegal attachments")]
    [InlineData("""51-["x",{"_placeholder":true,"num":"splice"}]""", "illegal attachments")]
    [InlineData("""51-["x",{"_placeholder":true}]""", "illegal attachments")]
    public void WhatIsNoPacketIsRefused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<PacketException>(() => Parse(text)).Message);

    [Fact]
    public void TheElementsOfAnEventAreFoundInPlace()
    {
        var packet = Parse("""2[ "a\n" , 1,{"b":[2]},null,"x" ,[] ]""");
        Assert.Equal("a\n", packet.EventName());
        Assert.Equal(
            ["1", """{"b":[2]}""", "null", "\"x\"", "[]"],
            Enumerable.Range(1, packet.Elements.Count - 1).Select(i => Encoding.UTF8.GetString(packet.Payload.Span[packet.Elements[i]])));
        Assert.Equal("5", Parse("2[5]").EventName());
    }

    [Fact]
    public void NestingAndNamesHaveLimits()
    {
        string Nested(int depth) => "2[\"x\"," + new string('[', depth) + new string(']', depth) + "]";
        Assert.Equal(2, Parse(Nested(63)).Elements.Count);
        Assert.Equal(PacketError.TooDeep, Assert.Throws<PacketException>(() => Parse(Nested(64))).Error);
        Assert.Equal(PacketError.TooDeep, Assert.Throws<PacketException>(() => Parse(Nested(63).Replace("[]", "[{\"a\":{}}]", StringComparison.Ordinal))).Error);
        foreach (var letter in new[] { "n", "語", "\\u00e9" })
        {
            Parse($"2[\"{string.Concat(Enumerable.Repeat(letter, 256))}\"]");
            Assert.Throws<PacketException>(() => Parse($"2[\"{string.Concat(Enumerable.Repeat(letter, 257))}\"]"));
        }

        Assert.Equal(PacketError.EventNameTooLong, Assert.Throws<PacketException>(() => Parse($"2[\"{new string('n', 257)}\"]")).Error);
    }

    [Fact]
    public void ACutPacketIsAPacketOrIsRefused()
    {
        var whole = """2/admin,456["project:delete",{"a":[1,2,{"b":"€"}]},123.5e2,true]"""u8.ToArray();
        for (var length = 0; length < whole.Length; length++)
        {
            try
            {
                JsonParser.Parse(whole.AsMemory(0, length), new ParserLimits(), "/");
            }
            catch (PacketException)
            {
            }
        }
    }

    [Fact]
    public void AnyBytesAreAPacketOrAreRefused() =>
        Gen.Select(Gen.Int[0, 6], Gen.String[Gen.Char["[]{}\",:0123456789-/abc_ \\un"], 0, 30]).Sample((type, rest) =>
        {
            try
            {
                Parse(type + rest);
            }
            catch (PacketException)
            {
            }
        });
}
