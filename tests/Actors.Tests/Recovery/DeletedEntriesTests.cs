using AkkaSocketIo.Actors.Recovery;

namespace AkkaSocketIo.Actors.Tests.Recovery;

/// <summary>What the log has deleted, and for whom that is a loss.</summary>
public class DeletedEntriesTests
{
    [Fact]
    public void AQuietClientRecoversHoweverOldItsOffsetIs()
    {
        var log = new LogBench();
        var session = log.Away("a", 0, "r");
        log.Away("other", LogBench.Retention, "x");
        for (var i = 0; i < 20; i++)
        {
            log.Emit("for others", rooms: ["x"]);
        }

        log.Emit("new", LogBench.Retention, rooms: ["r"]);
        Assert.Equal(1, log.Entries.Count);
        Assert.Equal(["new"], log.Recover(session, null));
    }

    [Theory]
    [InlineData("room")]
    [InlineData("everybody")]
    [InlineData("itself")]
    public void WhoMissedSomethingThatIsGoneDoesNotRecover(string target)
    {
        var log = new LogBench();
        var session = log.Away("a", 0, "r");
        Emit("gone", 0);
        Emit("new", LogBench.Retention);
        Assert.Equal(1, log.Entries.Count);
        Assert.Null(log.Recover(session, null));

        void Emit(string name, long at) =>
            log.Emit(name, at, rooms: target == "room" ? ["r"] : null, only: target == "itself" ? session : null);
    }

    [Theory]
    [InlineData("room")]
    [InlineData("everybody")]
    [InlineData("itself")]
    public void WhoHasReadWhatIsGoneRecovers(string target)
    {
        var log = new LogBench();
        var session = log.Away("a", 0, "r");
        var read = Emit("read", 0);
        Emit("new", LogBench.Retention);
        Assert.Equal(["new"], log.Recover(session, log.Offsets.Format(read)));

        long Emit(string name, long at) =>
            log.Emit(name, at, rooms: target == "room" ? ["r"] : null, only: target == "itself" ? session : null);
    }

    [Fact]
    public void BytesAreBounded()
    {
        var log = new LogBench(maxBytes: 2 * (LogBench.Overhead + 40));
        var session = log.Away("a", 0);
        for (var i = 0; i < 10; i++)
        {
            log.Emit("e" + i);
        }

        Assert.True(log.Entries.Bytes <= 2 * (LogBench.Overhead + 40));
        Assert.Equal(2, log.Entries.Count);
        Assert.Null(log.Recover(session, log.Offsets.Format(7)));
        Assert.Equal(["e8", "e9"], log.Recover(session, log.Offsets.Format(8)));
    }

    [Fact]
    public void AnEventLargerThanTheLogIsMissedForGood()
    {
        var log = new LogBench(maxBytes: LogBench.Overhead);
        var session = log.Away("a", 0);
        log.Emit("too large");
        Assert.Equal(0, log.Entries.Count);
        Assert.Equal(0, log.Entries.Bytes);
        Assert.Null(log.Recover(session, null));
        Assert.Equal([], log.Recover(session, log.Offsets.Format(1)));
    }

    [Fact]
    public void WithTooManyRoomsAllCountAsDeleted()
    {
        var log = new LogBench(maxMarks: 3);
        var session = log.Away("a", 0, "r");
        for (var i = 0; i < 3; i++)
        {
            log.Emit("gone", 0, rooms: ["x" + i]);
        }

        log.Emit("new", LogBench.Retention);
        Assert.NotNull(log.Recover(log.Away("b", 0, "r"), null));
        log.Emit("gone", LogBench.Retention, rooms: ["one more"]);
        log.Emit("newer", 3 * LogBench.Retention);
        Assert.Null(log.Recover(session, null));
    }

    [Fact]
    public void ManyEntriesKeepTheirPlaces()
    {
        var log = new LogBench(maxBytes: 100 * (LogBench.Overhead + 60));
        var session = log.Away("a", 0);
        for (var i = 1; i <= 1000; i++)
        {
            log.Emit("e" + i);
        }

        var oldest = 1000 - log.Entries.Count;
        Assert.InRange(log.Entries.Count, 90, 120);
        for (var from = oldest; from <= 1000; from++)
        {
            var replay = new Replay(session, log.Entries.Before(from));
            replay.ReadTo(log.Entries.Newest);
            Assert.Equal(Enumerable.Range(from + 1, 1000 - from).Select(i => "e" + i), replay.Take(long.MaxValue).Select(LogBench.NameOf));
        }
    }

    [Fact]
    public void AReplayKeepsWhatItHasNotReadYet()
    {
        var log = new LogBench();
        var session = log.Away("a", 0);
        log.Emit("one");
        var replay = log.State.Claim(session, null, new LogBench.Owner())!;
        log.Emit("two");
        log.Emit("late", 2 * LogBench.Retention);
        Assert.Equal(1, log.Entries.Count);
        replay.ReadTo(log.State.Newest);
        Assert.Equal(["one", "two", "late"], replay.Take(long.MaxValue).Select(LogBench.NameOf));
    }

    [Fact]
    public void PagesAreOfSoManyBytesButNeverEmpty()
    {
        var log = new LogBench();
        var session = log.Away("a", 0);
        log.Emit("a small one");
        log.Emit("another");
        log.Emit(new string('l', 1000));
        log.Emit("last");
        var replay = log.State.Claim(session, null, new LogBench.Owner())!;
        Assert.False(replay.HasBegun);
        replay.ReadTo(log.State.Newest);
        var all = replay.Bytes;
        Assert.Equal(4, replay.Count);
        Assert.Equal(["a small one", "another"], replay.Take(500).Select(LogBench.NameOf));
        Assert.True(replay.HasBegun);
        Assert.Equal(1000, LogBench.NameOf(Assert.Single(replay.Take(500))).Length);
        Assert.Equal(["last"], replay.Take(500).Select(LogBench.NameOf));
        Assert.Empty(replay.Take(500));
        Assert.Equal((0, 0L), (replay.Count, replay.Bytes));
        Assert.True(all > 1000);
    }
}
