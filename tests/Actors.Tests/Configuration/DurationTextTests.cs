using AkkaSocketIo.Actors.Configuration;
using CsCheck;

namespace AkkaSocketIo.Actors.Tests.Configuration;

public class DurationTextTests
{
    [Theory]
    [InlineData("25s", 25_000)]
    [InlineData("500ms", 500)]
    [InlineData("25000", 25_000)]
    [InlineData("0", 0)]
    [InlineData("1.5s", 1_500)]
    [InlineData("0.5ms", 0.5)]
    [InlineData("10 m", 600_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("3 seconds", 3_000)]
    [InlineData("1 minute", 60_000)]
    [InlineData("250 millis", 250)]
    public void ReadsNumberAndUnit(string text, double milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var value));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("+1s")]
    [InlineData("1e3")]
    [InlineData("1,5s")]
    [InlineData("1 w")]
    [InlineData("25S")]
    [InlineData("25s ")]
    [InlineData("25s\n")]
    [InlineData("infinite")]
    [InlineData("00:00:25")]
    [InlineData("1s 500ms")]
    [InlineData("٣s")]
    [InlineData("999999999999999d")]
    public void RefusesEverythingElse(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Theory]
    [InlineData("00:00:25", 25_000)]
    [InlineData("00:00:00.5000000", 500)]
    [InlineData("1.00:00:00", 86_400_000)]
    public void ReadsTheClockOfDotNet(string text, double milliseconds)
    {
        Assert.True(DurationText.TryParseClock(text, out var value));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), value);
    }

    [Theory]
    [InlineData("25")]
    [InlineData("25s")]
    [InlineData("-00:00:25")]
    [InlineData("00:61:00")]
    public void AClockHasColonsAndIsNotNegative(string text) => Assert.False(DurationText.TryParseClock(text, out _));

    [Fact]
    public void WhatIsWrittenIsReadBack() => Gen.Long[0, TimeSpan.TicksPerDay * 400].Select(TimeSpan.FromTicks).Sample(time =>
        DurationText.TryParse(DurationText.Format(time), out var read) && read == time);

    [Fact]
    public void NoTextThrows() => Gen.String[Gen.Char["0123456789.smhde -:"], 0, 24].Sample(text =>
        !DurationText.TryParse(text, out var value) || value >= TimeSpan.Zero);
}
