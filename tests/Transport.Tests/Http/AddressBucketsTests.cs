using System.Net;
using AkkaSocketIo.Transport.Http;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Transport.Tests.Http;

public class AddressBucketsTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::9", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("0.0.0.1", "::1", false)]
    public void AnAddressIsLimitedByItselfOrItsNetwork(string first, string second, bool isOne)
    {
        var buckets = Buckets(perSecond: 1);
        Assert.True(buckets.TryTake(IPAddress.Parse(first), out _));
        Assert.Equal(!isOne, buckets.TryTake(IPAddress.Parse(second), out var wait));
        Assert.Equal(isOne ? TimeSpan.FromSeconds(1) : TimeSpan.Zero, wait);
    }

    [Fact]
    public void WhoHasWaitedMayGoOn()
    {
        var buckets = Buckets(perSecond: 2);
        var address = IPAddress.Parse("10.0.0.1");
        Assert.True(buckets.TryTake(address, out _));
        Assert.True(buckets.TryTake(address, out _));
        Assert.False(buckets.TryTake(address, out var wait));
        Assert.Equal(TimeSpan.FromSeconds(0.5), wait);
        _time.Advance(wait);
        Assert.True(buckets.TryTake(address, out _));
        Assert.False(buckets.TryTake(address, out _));
    }

    /// <summary>The tables change places meanwhile: nobody gets a full bucket by that.</summary>
    [Fact]
    public void WhoDoesNotStopIsNotForgotten()
    {
        var buckets = Buckets(perSecond: 10);
        var address = IPAddress.Parse("10.0.0.1");
        var taken = 0;
        for (var time = 0; time < 1000; time++)
        {
            taken += buckets.TryTake(address, out _) ? 1 : 0;
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(taken, 105, 110);
    }

    [Fact]
    public void WhoStaysAwayIsForgotten()
    {
        var buckets = Buckets(perSecond: 1);
        for (var i = 0; i < 100; i++)
        {
            buckets.TryTake(new IPAddress(i), out _);
        }

        Assert.Equal(100, buckets.Count);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            buckets.TryTake(IPAddress.Loopback, out var wait);
        }

        Assert.Equal(1, buckets.Count);
    }

    [Fact]
    public void AFloodOfAddressesTakesBoundedMemory()
    {
        var buckets = new AddressBuckets(RateLimit.Of(1, 1, _time)!, _time, capacity: 10);
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(buckets.TryTake(new IPAddress(i), out _));
        }

        Assert.InRange(buckets.Count, 1, 20);
    }

    [Fact]
    public void WhatHasNoAddressIsNotLimited()
    {
        var buckets = Buckets(perSecond: 1);
        Assert.True(buckets.TryTake(null, out _));
        Assert.True(buckets.TryTake(null, out _));
        Assert.Equal(0, buckets.Count);
    }

    private AddressBuckets Buckets(int perSecond) => new(RateLimit.Of(perSecond, 0, _time)!, _time);
}
