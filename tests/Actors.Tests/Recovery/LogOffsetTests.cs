using System.Text;
using AkkaSocketIo.Actors.Recovery;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Tests.Recovery;

public class LogOffsetTests
{
    private readonly LogOffset _offsets = new("log-id_1");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData((1L << 48) - 1)]
    public void APositionComesBack(long position)
    {
        Assert.True(_offsets.TryParse(_offsets.Format(position), out var read));
        Assert.Equal(position, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a message of the application")]
    [InlineData("log-id_2.000000000001")]
    [InlineData("log-id_1.00000000000g")]
    [InlineData("log-id_1.00000000001")]
    [InlineData("log-id_1.-00000000001")]
    [InlineData("log-id_1. 00000000001")]
    [InlineData("log-id_1.0000000000010")]
    public void WhatIsNoOffsetOfThisLogHasNoPosition(string? offset) => Assert.False(_offsets.TryParse(offset, out _));

    [Fact]
    public void TwoLogsHaveDifferentIds() => Assert.False(new LogOffset().TryParse(new LogOffset().Format(1), out _));

    [Fact]
    public void APacketIsNumberedBehindItsArguments()
    {
        var packet = Event("say", [1, _offsets.Format(0)], _offsets.Tail);
        _offsets.Stamp(packet, 0x1234);
        Assert.Equal("""42["say",1,"log-id_1.000000000000","log-id_1.000000001234"]""", Encoding.UTF8.GetString(packet.Text!));
    }

    [Fact]
    public void ABinaryPacketIsNumberedToo()
    {
        var packet = Event("say", [new byte[] { 1, 2 }], _offsets.Tail);
        _offsets.Stamp(packet, 1);
        Assert.Equal("""451-["say",{"_placeholder":true,"num":0},"log-id_1.000000000001"]""", Encoding.UTF8.GetString(packet.Text!));
        Assert.Equal([1, 2], Assert.Single(packet.Attachments).ToArray());
    }

    [Fact]
    public void AParserThatPutsEverythingIntoBinaryIsNumbered()
    {
        var packet = new EncodedPacket(null, [Encoding.ASCII.GetBytes($"[say {_offsets.Format(0)}]")]);
        _offsets.Stamp(packet, 2);
        Assert.Equal("[say log-id_1.000000000002]", Encoding.ASCII.GetString(packet.Attachments[0].Span));
    }

    [Fact]
    public void APacketWithoutAPlaceForItIsRefused() =>
        Assert.Contains("parser", Assert.Throws<InvalidOperationException>(() => _offsets.Stamp(Event("say", [1], null), 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void OnlyALastStringIsGuarded()
    {
        Assert.Equal("""42["say",null]""", Guarded());
        Assert.Equal("""42["say","a",null]""", Guarded("a"));
        Assert.Equal("""42["say","2020-01-02T00:00:00",null]""", Guarded(new DateTime(2020, 1, 2)));
        Assert.Equal("""42["say","a",1]""", Guarded("a", 1));
        Assert.Equal("""42["say",["a"]]""", Guarded([new[] { "a" }]));
        Assert.Equal("""42["say",{"a":"b"}]""", Guarded(new Dictionary<string, string> { ["a"] = "b" }));
        Assert.Equal("""42["say",null]""", Guarded([null]));
    }

    private static string Guarded(params object?[] arguments) => Encoding.UTF8.GetString(Event("say", arguments, EventTail.Guard).Text!);

    private static EncodedPacket Event(string name, object?[] arguments, EventTail? tail)
    {
        using var writer = PacketWriter.RentArray();
        writer.Json.WriteStringValue(name);
        EventEncoder.WriteAll(writer, arguments, SocketIoJson.Freeze(SocketIoJson.CreateOptions()));
        tail?.Write(writer);
        return writer.ToPacket(JsonCodec.Instance, SocketIoPacketType.Event, "/", SocketIoPacket.NoId);
    }
}
