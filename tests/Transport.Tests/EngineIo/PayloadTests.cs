using System.Text;
using AkkaSocketIo.Transport.EngineIo;
using AkkaSocketIo.Transport.Tests.SocketIo;
using CsCheck;

namespace AkkaSocketIo.Transport.Tests.EngineIo;

/// <summary>The payloads of the public document of the protocol, revision 4, cut and damaged.</summary>
public class PayloadTests
{
    public static TheoryData<string> Examples =>
    [
        "4hello\u001e2\u001e4world",
        "4hello\u001ebAQIDBA==",
        """0{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}""",
        "2probe",
        "3probe",
        "4HelloWorld",
        "5",
        "6",
        "1",
    ];

    [Theory]
    [MemberData(nameof(Examples))]
    public void APrefixHasThePacketsThatAreWholeInIt(string example)
    {
        var whole = Encoding.UTF8.GetBytes(example);
        Assert.True(TryDecode(whole, out var expected));
        for (var length = 0; length <= whole.Length; length++)
        {
            TryDecode(whole.AsMemory(0, length), out var packets);
            var complete = whole.AsSpan(0, length).Count(EngineCodecV4.Separator);
            Assert.True(packets.Count >= complete);
            Assert.Equal(expected.Take(complete), packets.Take(complete));
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void OnlyASeparatorCanBeCutOut(string example)
    {
        var whole = Encoding.UTF8.GetBytes(example);
        TryDecode(whole, out var expected);
        for (var cut = 0; cut < whole.Length; cut++)
        {
            var isWhole = TryDecode(whole.AsMemory(0, cut), out var packets) & TryDecode(whole.AsMemory(cut + 1), out var rest);
            Assert.Equal(whole[cut] == EngineCodecV4.Separator, isWhole && packets.Concat(rest).SequenceEqual(expected));
        }
    }

    [Fact]
    public void APayloadNeverThrowsAndIsBoundByItsSize() =>
        Gen.OneOf(HostileInput.Any, Gen.OneOf([.. "012346b\u001eAQ=\u00ff".Select(c => (byte)c)]).Array).Sample(data =>
            HostileInput.AllocatedBy(() => TryDecode(data, out _)) <= HostileInput.Overhead + (128 * data.Length));

    private static bool TryDecode(ReadOnlyMemory<byte> payload, out List<(EnginePacketType Type, string Data, bool IsBinary)> packets)
    {
        var decoded = new List<EnginePacket>();
        var isWhole = EngineCodecV4.TryDecodePayload(payload, decoded);
        packets = [.. decoded.Select(p => (p.Type, Convert.ToHexString(p.Data.Span), p.IsBinary))];
        return isWhole;
    }
}
