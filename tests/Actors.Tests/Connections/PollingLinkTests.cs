using Akka.Configuration;
using AkkaSocketIo.Transport.Streams;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Actors.Tests.Connections;

/// <summary>When a POST waits, and what ends the wait.</summary>
public class PollingLinkTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new();
    private readonly PollingLink _link;

    public PollingLinkTests()
    {
        var settings = SocketIoSettings.Read(ConfigurationFactory.ParseString("inbound-window = 2, ping-timeout = 8s, upgrade-timeout = 4s"));
        _link = new PollingLink(settings.ToEngineSettings(), _time);
        _link.Credit.Take(1);
        _link.Credit.Take(1);
    }

    [Fact]
    public async Task APostWaitsAtMostAQuarterOfTheSmallerTimeout()
    {
        var wait = _link.WaitForRoomAsync(default).AsTask();
        Assert.True(_link.Credit.IsPaused);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(wait.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await wait.WaitAsync(s_patience);
        Assert.False(_link.Credit.IsPaused);
    }

    [Fact]
    public async Task HalfAWindowThatIsFreeEndsTheWait()
    {
        var wait = _link.WaitForRoomAsync(default).AsTask();
        Assert.False(wait.IsCompleted);
        _link.Credit.Return(1);
        await wait.WaitAsync(s_patience);
    }

    [Fact]
    public async Task AnUpgradeEndsTheWait()
    {
        var wait = _link.WaitForRoomAsync(default).AsTask();
        Assert.False(wait.IsCompleted);
        _link.SetUpgrading(true);
        await wait.WaitAsync(s_patience);
    }

    [Fact]
    public void DuringAnUpgradeNoPostWaits()
    {
        _link.SetUpgrading(true);
        Assert.True(_link.WaitForRoomAsync(default).AsTask().IsCompleted);
        _link.SetUpgrading(false);
        Assert.False(_link.WaitForRoomAsync(default).AsTask().IsCompleted);
    }
}
