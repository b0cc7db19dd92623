using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Transport.Tests;

public class TokenBucketTests
{
    private static readonly FakeTimeProvider s_time = new();

    private static long Milliseconds(long count) => count * s_time.TimestampFrequency / 1000;

    [Fact]
    public void WithoutALimitThereIsNoBucket() => Assert.Null(RateLimit.Of(0, 5, s_time));

    [Fact]
    public void ABurstComesAtOnceAndTheRestSteadily()
    {
        var limit = RateLimit.Of(10, 3, s_time)!;
        var bucket = default(TokenBucket);
        var now = Milliseconds(1_000_000);
        Assert.Equal([true, true, true, false], Take(4));
        Assert.Equal(Milliseconds(100), bucket.Wait(limit, now));
        now += Milliseconds(99);
        Assert.Equal([false], Take(1));
        now += Milliseconds(1);
        Assert.Equal([true, false], Take(2));
        now += Milliseconds(250);
        Assert.Equal([true, true, false], Take(3));
        now += Milliseconds(50);
        Assert.Equal([true, false], Take(2));
        now += Milliseconds(1_000_000);
        Assert.Equal(0, bucket.Wait(limit, now));
        Assert.Equal([true, true, true, false], Take(4));

        bool[] Take(int count)
        {
            var taken = new bool[count];
            for (var i = 0; i < count; i++)
            {
                taken[i] = bucket.TryTake(limit, now);
            }

            return taken;
        }
    }

    [Fact]
    public void WithoutABurstItIsASecondsWorth()
    {
        var limit = RateLimit.Of(7, 0, s_time)!;
        var bucket = default(TokenBucket);
        Assert.Equal(7, Enumerable.Range(0, 20).Count(_ => bucket.TryTake(limit, Milliseconds(5000))));
    }

    /// <summary>However they come: in no span of time are there more than the burst and what that time is worth.</summary>
    [Fact]
    public void NoSpanOfTimeHasMoreThanItsWorth() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Int[1, 50], Gen.Int[0, 200].Array[1, 100]).Sample((perSecond, burst, gaps) =>
        {
            var limit = RateLimit.Of(perSecond, burst, s_time)!;
            var bucket = default(TokenBucket);
            var now = Milliseconds(1000);
            var taken = new List<long>();
            foreach (var gap in gaps)
            {
                now += Milliseconds(gap) / 10;
                if (bucket.TryTake(limit, now))
                {
                    taken.Add(now);
                }
            }

            for (var first = 0; first < taken.Count; first++)
            {
                for (var last = first; last < taken.Count; last++)
                {
                    Assert.True(last - first + 1 <= burst + ((taken[last] - taken[first]) / limit.Interval));
                }
            }
        });
}
