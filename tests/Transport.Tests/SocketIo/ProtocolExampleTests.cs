using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Transport.Tests.SocketIo;

public class ProtocolExampleTests
{
    public static TheoryData<int> Numbers => ProtocolExample.Numbers;

    [Theory]
    [MemberData(nameof(Numbers))]
    public void OnlyTheLastPartMakesThePacket(int number)
    {
        var example = ProtocolExample.All[number];
        var decoder = new JsonDecoder(new ParserLimits());
        var packet = decoder.Add(example.Bytes, isBinary: false);
        foreach (var attachment in example.Attachments)
        {
            Assert.Null(packet);
            Assert.NotNull(decoder.Unfinished);
            packet = decoder.Add(attachment, isBinary: true);
        }

        Assert.Null(decoder.Unfinished);
        Assert.Equal(example.Attachments, packet!.Attachments.Select(a => a.ToArray()));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void APrefixIsRefusedOrHasNoPayload(int number)
    {
        var whole = ProtocolExample.All[number].Bytes;
        for (var length = 0; length < whole.Length; length++)
        {
            AssertRefusedOrWithoutPayload(whole.AsMemory(0, length));
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void TwoHalvesAreNeverPutTogether(int number)
    {
        var whole = ProtocolExample.All[number].Bytes;
        var expected = JsonParser.Parse(whole, new ParserLimits(), "/");
        for (var cut = 1; cut < whole.Length; cut++)
        {
            var decoder = new JsonDecoder(new ParserLimits());
            if (HostileInput.TryAdd(decoder, whole.AsMemory(0, cut), out var first))
            {
                Assert.False((first ?? decoder.Unfinished!).HasPayload);
                HostileInput.TryAdd(decoder, whole.AsMemory(cut), out var second);
                Assert.NotEqual((expected.Type, expected.Namespace, expected.Id, true), (second?.Type, second?.Namespace, second?.Id, second?.HasPayload));
            }
        }
    }

    private static void AssertRefusedOrWithoutPayload(ReadOnlyMemory<byte> text)
    {
        var decoder = new JsonDecoder(new ParserLimits());
        if (HostileInput.TryAdd(decoder, text, out var packet))
        {
            Assert.False((packet ?? decoder.Unfinished!).HasPayload);
        }
    }
}
