using AkkaSocketIo.Actors.Connections;

namespace AkkaSocketIo.Actors.Tests.Connections;

public class HeartbeatTests
{
    [Fact]
    public void APingIsDueAfterTheIntervalAndAPongAfterTheTimeout()
    {
        var heartbeat = new Heartbeat(100, 50, 0);
        Assert.Equal(HeartbeatStep.None, heartbeat.Step(99, false, 0));
        Assert.Equal(HeartbeatStep.SendPing, heartbeat.Step(100, false, 0));
        Assert.Equal(HeartbeatStep.None, heartbeat.Step(149, false, 0));
        Assert.Equal(HeartbeatStep.TimedOut, heartbeat.Step(150, false, 0));
    }

    [Fact]
    public void TheTimeoutRunsFromTheWriteOfThePing()
    {
        var heartbeat = new Heartbeat(100, 50, 0);
        heartbeat.Step(100, false, 0);
        Assert.Equal(HeartbeatStep.None, heartbeat.Step(160, false, 120));
        Assert.Equal(HeartbeatStep.TimedOut, heartbeat.Step(170, false, 120));
    }

    [Fact]
    public void TheTimeoutStandsStillWhileTheServerDoesNotRead()
    {
        var heartbeat = new Heartbeat(100, 50, 0);
        heartbeat.Step(100, false, 0);
        for (var now = 110; now < 1000; now += 10)
        {
            Assert.Equal(HeartbeatStep.None, heartbeat.Step(now, true, 0));
        }

        Assert.Equal(HeartbeatStep.None, heartbeat.Step(1030, false, 0));
        Assert.Equal(HeartbeatStep.TimedOut, heartbeat.Step(1040, false, 0));
    }

    [Fact]
    public void OnlyTheFirstOtherPacketIsASignOfLife()
    {
        var heartbeat = new Heartbeat(100, 50, 0);
        Assert.False(heartbeat.AwaitsSign);
        heartbeat.Step(100, false, 0);
        Assert.True(heartbeat.AwaitsSign);
        heartbeat.OnPacket(140);
        Assert.False(heartbeat.AwaitsSign);
        heartbeat.OnPacket(180);
        Assert.Equal(HeartbeatStep.None, heartbeat.Step(189, false, 0));
        Assert.Equal(HeartbeatStep.TimedOut, heartbeat.Step(190, false, 0));
    }

    [Fact]
    public void AScanThatComesLateDoesNotPutOffTheNextPing()
    {
        var heartbeat = new Heartbeat(100, 50, 0);
        Assert.Equal(HeartbeatStep.SendPing, heartbeat.Step(120, false, 0));
        heartbeat.OnPong(125);
        Assert.Equal(HeartbeatStep.None, heartbeat.Step(204, false, 0));
        Assert.Equal(HeartbeatStep.SendPing, heartbeat.Step(205, false, 0));
    }

    [Fact]
    public void APongThatNobodyAskedForChangesNothing()
    {
        var heartbeat = new Heartbeat(100, 50, 0);
        heartbeat.OnPong(90);
        Assert.Equal(HeartbeatStep.SendPing, heartbeat.Step(100, false, 0));
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should trigger with connection `ping timeout` after `pingInterval + pingTimeout` (EIO3)")]
    public void AClientThatPingsHasBothTimesFromEachPing()
    {
        var heartbeat = Heartbeat.OfClient(100, 50, 0);
        Assert.Equal(150, heartbeat.Deadline);
        Assert.Equal(HeartbeatStep.None, heartbeat.Step(149, false, 0));
        heartbeat.OnPing(149);
        Assert.Equal(HeartbeatStep.None, heartbeat.Step(298, false, 0));
        Assert.Equal(HeartbeatStep.TimedOut, heartbeat.Step(299, false, 0));
    }

    [Fact]
    public void NothingElseIsASignOfLifeOfAClientThatPings()
    {
        var heartbeat = Heartbeat.OfClient(100, 50, 0);
        Assert.False(heartbeat.AwaitsSign);
        heartbeat.OnPacket(100);
        Assert.Equal(HeartbeatStep.TimedOut, heartbeat.Step(150, false, 0));
    }

    [Fact]
    public void AClientThatPingsIsNotTimedOutWhileTheServerDoesNotRead()
    {
        var heartbeat = Heartbeat.OfClient(100, 50, 0);
        Assert.Equal(HeartbeatStep.None, heartbeat.Step(400, true, 0));
        Assert.Equal(HeartbeatStep.None, heartbeat.Step(549, false, 0));
        Assert.Equal(HeartbeatStep.TimedOut, heartbeat.Step(550, false, 0));
    }

    [Fact]
    public void ANewTransportGivesAClientThatPingsBothTimesAgain()
    {
        var heartbeat = Heartbeat.OfClient(100, 50, 0);
        heartbeat.Restart(90);
        Assert.Equal(HeartbeatStep.None, heartbeat.Step(239, false, 0));
        Assert.Equal(HeartbeatStep.TimedOut, heartbeat.Step(240, false, 0));
    }
}
