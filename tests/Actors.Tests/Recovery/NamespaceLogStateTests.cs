using AkkaSocketIo.Actors.Recovery;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Tests.Recovery;

/// <summary>Who recovers, and what they get.</summary>
public class NamespaceLogStateTests
{
    private readonly LogBench _log = new();

    [Fact]
    public void WhatCameBehindTheOffsetIsMissed()
    {
        var (session, owner) = _log.Open("a");
        _log.Emit("one");
        var read = _log.Emit("two");
        _log.Emit("three");
        _log.Leave(session, owner, 0);
        _log.Emit("four");
        Assert.Equal(["three", "four"], _log.Recover(session, _log.Offsets.Format(read)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not an offset")]
    [InlineData("BBBBBBBB.000000000004")]
    [InlineData("AAAAAAAA.000000000001")]
    [InlineData("AAAAAAAA.0000000000ff")]
    public void AnyOtherOffsetStandsForWhereTheSessionBegan(string? offset)
    {
        _log.Open("other");
        _log.Emit("before");
        _log.Emit("before");
        var session = _log.Away("a", 0);
        _log.Emit("behind");
        Assert.Equal(["behind"], _log.Recover(session, offset));
    }

    [Fact]
    public void OnlyWhatIsForTheSessionIsMissed()
    {
        var session = _log.Away("a", 0, "r", "s");
        var other = _log.Away("b", 0, "r");
        _log.Emit("all");
        _log.Emit("room", rooms: ["r"]);
        _log.Emit("rooms", rooms: ["x", "s"]);
        _log.Emit("other room", rooms: ["x"]);
        _log.Emit("own room", rooms: ["a"]);
        _log.Emit("own", only: session);
        _log.Emit("another's", only: other);
        _log.Emit("except", except: ["s"]);
        _log.Emit("except itself", except: ["a"]);
        _log.Emit("except another", except: ["x"]);
        _log.Emit("room except", rooms: ["r"], except: ["s"]);
        _log.Emit("from itself", sender: "a");
        _log.Emit("from another", sender: "b");
        Assert.Equal(["all", "room", "rooms", "own room", "own", "except another", "from another"], _log.Recover(session, null));
        Assert.Equal(
            ["all", "room", "another's", "except", "except itself", "except another", "room except", "from itself"], _log.Recover(other, null));
    }

    [Fact]
    public void ASessionIsClaimedOnce()
    {
        var session = _log.Away("a", 0);
        Assert.NotNull(_log.Recover(session, null));
        Assert.NotNull(_log.State.Find("pid-a", null, 0)!.Owner);
    }

    [Fact]
    public void WhoHasRecoveredNeedNotSayHowFarAgain()
    {
        var session = _log.Away("a", 0);
        var read = _log.Emit("one");
        _log.Emit("two");
        var owner = new LogBench.Owner();
        Assert.NotNull(_log.State.Claim(session, _log.Offsets.Format(read), owner));
        session.IsConnected = true;
        _log.Leave(session, owner, 1);
        Assert.Equal(["two"], _log.Recover(session, null));
    }

    [Fact]
    public void AnUnknownPidOrAnotherUsersIsNotFound()
    {
        _log.Away("a", 0);
        var (mine, owner) = _log.Open("mine", "me");
        _log.Leave(mine, owner, 0);
        Assert.NotNull(_log.State.Find("pid-a", "anybody", 0));
        Assert.Null(_log.State.Find("pid-b", null, 0));
        Assert.Null(_log.State.Find("pid-mine", null, 0));
        Assert.Null(_log.State.Find("pid-mine", "you", 0));
        Assert.Same(mine, _log.State.Find("pid-mine", "me", 0));
    }

    [Fact]
    public void TimeCountsFromTheEnd()
    {
        var (session, owner) = _log.Open("a");
        _log.Leave(session, owner, 50);
        Assert.Equal(50 + LogBench.Duration, _log.State.NextDue);
        Assert.Empty(_log.State.Expire(50 + LogBench.Duration - 1));
        Assert.NotNull(_log.State.Find("pid-a", null, 50 + LogBench.Duration - 1));
        Assert.Null(_log.State.Find("pid-a", null, 50 + LogBench.Duration));
        Assert.Equal([session], _log.State.Expire(50 + LogBench.Duration));
        Assert.Equal(0, _log.Sessions.Count);
        Assert.Null(_log.State.NextDue);
    }

    [Fact]
    public void WhatIsDueIsDoneThen()
    {
        _log.Open("connected");
        Assert.Null(_log.State.NextDue);
        _log.Emit("one", 5);
        _log.Emit("two", 7);
        Assert.Equal(5 + LogBench.Retention + 10, _log.State.NextDue);
        _log.Away("a", 100);
        Assert.Equal(100 + LogBench.Duration, _log.State.NextDue);
        Assert.Single(_log.State.Expire(100 + LogBench.Duration));
        Assert.Equal(5 + LogBench.Retention + 10, _log.State.NextDue);
        Assert.Empty(_log.State.Expire(5 + LogBench.Retention + 10));
        Assert.Equal(0, _log.Entries.Count);
        Assert.Null(_log.State.NextDue);
    }

    [Theory]
    [InlineData(CloseReason.ParseError)]
    [InlineData(CloseReason.LimitExceeded)]
    [InlineData("token expired")]
    [InlineData(DisconnectReason.ClientNamespaceDisconnect)]
    [InlineData(DisconnectReason.ServerNamespaceDisconnect)]
    public void ASessionThatEndsForGoodIsNotKept(string name)
    {
        var (session, owner) = _log.Open("a");
        var reason = DisconnectReason.Of(new CloseReason(name));
        _log.End(session, owner, 0, name, reason.Recoverable && name is not (DisconnectReason.ClientNamespaceDisconnect or DisconnectReason.ServerNamespaceDisconnect));
        Assert.Null(_log.State.Find("pid-a", null, 0));
        Assert.Empty(_log.Ended);
    }

    [Theory]
    [InlineData(CloseReason.TransportClose)]
    [InlineData(CloseReason.TransportError)]
    [InlineData(CloseReason.PingTimeout)]
    [InlineData(CloseReason.ForcedClose)]
    [InlineData(CloseReason.ServerShuttingDown)]
    [InlineData(CloseReason.ClientTooSlow)]
    public void OtherReasonsKeepIt(string name)
    {
        var (session, owner) = _log.Open("a");
        _log.End(session, owner, 0, name, DisconnectReason.Of(new CloseReason(name)).Recoverable);
        Assert.Same(session, _log.State.Find("pid-a", null, 0));
    }

    [Fact]
    public void TheEndOfAnEarlierSocketChangesNothing()
    {
        var (session, first) = _log.Open("a");
        _log.Leave(session, first, 0, "r");
        var second = new LogBench.Owner();
        Assert.NotNull(_log.State.Claim(session, null, second));
        session.IsConnected = true;
        _log.End(session, first, 5, DisconnectReason.ServerNamespaceDisconnect, false);
        Assert.Same(second, session.Owner);
        Assert.Same(session, _log.State.Find("pid-a", null, 0));
    }

    [Fact]
    public void WhoWasNotLetInIsAwayAsBefore()
    {
        var session = _log.Away("a", 10, "r");
        var refused = new LogBench.Owner();
        Assert.NotNull(_log.State.Claim(session, null, refused));
        _log.End(session, refused, 60, DisconnectReason.ServerNamespaceDisconnect, false);
        Assert.Equal(10, session.EndedAt);
        Assert.Contains("r", session.Rooms);
        Assert.Equal([session], _log.State.Expire(10 + LogBench.Duration));
    }

    [Fact]
    public void WhoWasNotLetInUntilItsTimeWasOverEndsThen()
    {
        var session = _log.Away("a", 10);
        var slow = new LogBench.Owner();
        Assert.NotNull(_log.State.Claim(session, null, slow));
        Assert.Empty(_log.State.Expire(10 + LogBench.Duration));
        _log.End(session, slow, 11 + LogBench.Duration, CloseReason.TransportClose, true);
        Assert.Equal([session], _log.Ended);
        Assert.Equal(0, _log.Sessions.Count);
    }

    [Theory]
    [InlineData("token expired", false)]
    [InlineData("token expired", true)]
    [InlineData(CloseReason.ParseError, false)]
    [InlineData(DisconnectReason.ClientNamespaceDisconnect, true)]
    public void WhoEndsForGoodBeforeItIsConnectedIsNotAway(string reason, bool hasReplayed)
    {
        var session = _log.Away("a", 10);
        var owner = new LogBench.Owner();
        Assert.NotNull(_log.State.Claim(session, null, owner));
        _log.State.End(session, owner, new SessionEnd(new DisconnectReason(reason, null, false), session.Rooms, null, hasReplayed, 20), _log.Ended);
        Assert.Equal([session], _log.Ended);
        Assert.Equal((0, 0), (_log.Sessions.Count, _log.Sessions.AwayCount));
    }

    [Fact]
    public void WhoWasNotLetInEndsAlsoWhenItWasPassedOverMeanwhile()
    {
        var session = _log.Away("a", 10);
        var refused = new LogBench.Owner();
        Assert.NotNull(_log.State.Claim(session, null, refused));
        Assert.Empty(_log.State.Expire(20));
        _log.End(session, refused, 60, DisconnectReason.ServerNamespaceDisconnect, false);
        Assert.Equal(10 + LogBench.Duration, _log.State.NextDue);
        Assert.Equal([session], _log.State.Expire(10 + LogBench.Duration));
    }

    [Fact]
    public void AnEventThatCannotBeStampedLeavesNoGap()
    {
        _log.Open("a");
        _log.Emit("one");
        Assert.ThrowsAny<Exception>(() => _log.State.Append(new EntryTarget([], [], null), new EncodedPacket("42"u8.ToArray()), 0));
        Assert.Equal(1, _log.State.Last);
        Assert.Equal(2, _log.Emit("two"));
    }

    [Fact]
    public void WhoGotAPartOfItIsAwayFromThenOn()
    {
        var session = _log.Away("a", 10);
        var owner = new LogBench.Owner();
        Assert.NotNull(_log.State.Claim(session, null, owner));
        _log.State.End(session, owner, new SessionEnd(new DisconnectReason(CloseReason.TransportClose, null, true), session.Rooms, null, true, 90), _log.Ended);
        Assert.Empty(_log.State.Expire(10 + LogBench.Duration));
        Assert.Equal([session], _log.State.Expire(90 + LogBench.Duration));
    }

    [Fact]
    public void TheLongestAwayGoesWhenThereAreTooMany()
    {
        var log = new LogBench(maxAway: 2);
        var back = log.Away("back", 0);
        var first = log.Away("first", 1);
        Assert.NotNull(log.Recover(back, null));
        log.Away("second", 2);
        Assert.Empty(log.Ended);
        log.Away("third", 3);
        Assert.Equal([first], log.Ended);
        Assert.Equal(2, log.Sessions.AwayCount);
        Assert.Equal(3, log.Sessions.Count);
    }

    [Fact]
    public void NothingIsKeptForNobody()
    {
        _log.Emit("one");
        Assert.Equal(0, _log.Entries.Count);
        var session = _log.Away("a", 0);
        _log.Emit("two");
        Assert.Equal(1, _log.Entries.Count);
        Assert.Equal([session], _log.State.Expire(LogBench.Duration));
        Assert.Equal(0, _log.Entries.Count);
        Assert.Equal(3, _log.Emit("three"));
    }
}
