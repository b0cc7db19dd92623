using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Namespaces;

public class PatternEntryTests : TestKit
{
    [Fact]
    public void BothEntriesKnowAPattern()
    {
        var server = new TestServer(Sys);
        var pattern = SocketIo.Get(Sys).Of("/tenant/{id}");
        Assert.Same(pattern, server.Node.Namespaces.OfTemplate("/tenant/{id}"));
        Assert.False(server.Node.Namespaces.Contains("/tenant/{id}"));
    }
}
