using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Sockets;

public class TimeoutTests : TestKit
{
    [Fact]
    public void ATimeThatNoTimerCanWaitIsRefused()
    {
        var server = new TestServer(Sys);
        var longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);
        server.Main.Timeout(longest);
        server.Main.Timeout(Timeout.InfiniteTimeSpan);
        Assert.Throws<ArgumentOutOfRangeException>(() => server.Main.Timeout(longest + TimeSpan.FromMilliseconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.Main.Timeout(TimeSpan.MaxValue));
    }
}
