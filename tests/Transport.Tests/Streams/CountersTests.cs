using AkkaSocketIo.Transport.Streams;

namespace AkkaSocketIo.Transport.Tests.Streams;

public class CountersTests
{
    [Fact]
    public void AReaderStopsAtTheWindowAndGoesOnAtHalf()
    {
        var resumed = 0;
        var credit = new InboundCredit(4, 1000);
        credit.OnResume(() => resumed++);
        for (var i = 0; i < 4; i++)
        {
            Assert.False(credit.TryPause());
            credit.Take(1);
        }

        Assert.True(credit.TryPause());
        credit.Return(1);
        Assert.Equal(0, resumed);
        credit.Return(1);
        Assert.Equal(1, resumed);
        credit.Return(1);
        credit.Return(1);
        Assert.Equal(1, resumed);
        Assert.Equal((0, 0), (credit.Outstanding, credit.OutstandingBytes));
    }

    [Fact]
    public void OneLargeMessageFitsIntoAnEmptyWindowAndStopsTheReader()
    {
        var credit = new InboundCredit(4, 1000);
        Assert.False(credit.TryPause());
        credit.Take(5000);
        Assert.True(credit.TryPause());
        credit.Return(5000);
        Assert.False(credit.IsPaused);
    }

    [Fact]
    public void AnOutboxTakesOneMessageOfAnySizeAndThenItsBound()
    {
        var node = new NodeBuffer(1000);
        var bytes = new OutboundBytes(node, 100);
        Assert.Equal(Reservation.Ok, bytes.TryAdd(500));
        Assert.Equal(Reservation.Overflow, bytes.TryAdd(1));
        bytes.Remove(500);
        Assert.Equal(Reservation.Ok, bytes.TryAdd(60));
        Assert.Equal(Reservation.Overflow, bytes.TryAdd(60));
        Assert.Equal(60, node.Bytes);
    }

    [Fact]
    public async Task NothingIsLeftOnTheNodeWhenConnectionsCloseWhileTheyAreWrittenTo()
    {
        var node = new NodeBuffer(long.MaxValue);
        for (var round = 0; round < 200; round++)
        {
            var bytes = new OutboundBytes(node, long.MaxValue);
            var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                for (var i = 0; i < 50; i++)
                {
                    if (bytes.TryAdd(3) == Reservation.Ok && i % 2 == 0)
                    {
                        bytes.Remove(3);
                    }
                }
            }));
            await Task.WhenAll(writers.Append(Task.Run(bytes.Close)));
            Assert.Equal(Reservation.Closed, bytes.TryAdd(1));
        }

        Assert.Equal(0, node.Bytes);
    }

    [Fact]
    public async Task WaitersAreWokenWhenThereIsRoom()
    {
        var node = new NodeBuffer(100);
        node.Add(100);
        var room = node.WaitForRoomAsync(default);
        Assert.False(room.IsCompleted);
        node.Release(50);
        await room.WaitAsync(TimeSpan.FromSeconds(20));
        await node.WaitForRoomAsync(default).WaitAsync(TimeSpan.FromSeconds(20));
    }
}
