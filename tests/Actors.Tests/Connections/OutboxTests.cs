using AkkaSocketIo.Actors.Connections;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Tests.Connections;

public class OutboxTests
{
    [Fact]
    public void TheEnginesOwnPacketsGoAheadOfDataAndNothingElseDoes()
    {
        var outbox = new Outbox();
        var (one, two) = (new EncodedPacket("4one"u8.ToArray(), [new byte[3]]), new EncodedPacket("4two"u8.ToArray()));
        outbox.Add(one);
        outbox.Add(two);
        outbox.Add(EncodedPacket.Ping);
        Assert.Equal([EncodedPacket.Ping, one, two], outbox.TakeAll());
        Assert.True(outbox.IsEmpty);
    }
}
