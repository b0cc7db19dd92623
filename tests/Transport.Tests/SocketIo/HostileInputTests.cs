using System.Text;
using System.Text.Unicode;
using AkkaSocketIo.Transport.SocketIo;
using CsCheck;

namespace AkkaSocketIo.Transport.Tests.SocketIo;

public class HostileInputTests
{
    [Fact]
    public void AnyMessagesArePacketsOrAreRefused() =>
        Gen.Select(HostileInput.Any, Gen.Bool).Array[1, 5].Sample(messages =>
        {
            var decoder = new JsonDecoder(new ParserLimits());
            foreach (var (data, isBinary) in messages)
            {
                if (HostileInput.TryAdd(decoder, data, out var packet, isBinary) && packet is { HasPayload: true, Type: SocketIoPacketType.Event })
                {
                    // Transports hand over valid UTF-8 only: for other bytes the parser promises no more than not to throw.
                    Assert.True(!Utf8.IsValid(packet.Payload.Span) || packet.EventName() is not null);
                }
            }
        });

    [Theory]
    [InlineData("""2["\ud800"]""")]
    [InlineData("""2["\udc00 and more text"]""")]
    [InlineData("""51-["x",{"\ud800 and more text":{"_placeholder":true,"num":0}}]""")]
    public void HalfACharacterIsNoText(string text) =>
        Assert.Equal(PacketError.InvalidPayload, Refused(text).Error);

    [Fact]
    public void ANumberIsNoLongerNameThanAText() =>
        Assert.Equal(PacketError.EventNameTooLong, Refused($"2[{new string('1', 257)}]").Error);

    [Theory]
    [InlineData("""59999999999-["x",{"_placeholder":true,"num":9999999999}]""")]
    [InlineData("""52147483647-["x",{"_placeholder":true,"num":2147483646}]""")]
    [InlineData("""510-["x",{"_placeholder":true,"num":9999999999}]""")]
    [InlineData("""510-9999999999["x",{"_placeholder":true,"num":9}]""")]
    [InlineData("62147483647-/n,2147483647[]")]
    [InlineData("510-")]
    [InlineData("29999999999999999999")]
    [InlineData("29007199254740991[9999999999]")]
    public void NothingIsAllocatedForADeclaredNumber(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        void Add() => HostileInput.TryAdd(new JsonDecoder(new ParserLimits()), bytes, out _);
        Add();
        Assert.InRange(HostileInput.AllocatedBy(Add), 0, HostileInput.Overhead);
    }

    [Fact]
    public void WhatIsAllocatedIsBoundByWhatCame() =>
        HostileInput.Any.Sample(data =>
            HostileInput.AllocatedBy(() => HostileInput.TryAdd(new JsonDecoder(new ParserLimits()), data, out _)) <= HostileInput.Overhead + (32 * data.Length));

    [Fact]
    public void TheDeepestJsonThatCanBeAllowedFitsOnTheStack()
    {
        const int Depth = 1000;
        var nested = string.Concat(Enumerable.Repeat("""{"a":""", Depth - 1)) + "1" + new string('}', Depth - 1);
        var packet = JsonParser.Parse(Encoding.UTF8.GetBytes($"51-[\"x\",{nested}]"), new ParserLimits { MaxJsonDepth = Depth }, "/");
        Assert.Equal(2, packet.Elements.Count);
    }

    private static PacketException Refused(string text) =>
        Assert.Throws<PacketException>(() => JsonParser.Parse(Encoding.UTF8.GetBytes(text), new ParserLimits(), "/"));
}
