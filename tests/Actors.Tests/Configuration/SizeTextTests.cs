using AkkaSocketIo.Actors.Configuration;
using CsCheck;

namespace AkkaSocketIo.Actors.Tests.Configuration;

public class SizeTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1000000", 1_000_000)]
    [InlineData("1e6", 1_000_000)]
    [InlineData("12b", 12)]
    [InlineData("12 B", 12)]
    [InlineData("1kB", 1_000)]
    [InlineData("1KB", 1_000)]
    [InlineData("1MB", 1_000_000)]
    [InlineData("2GB", 2_000_000_000)]
    [InlineData("256KiB", 262_144)]
    [InlineData("1MiB", 1_048_576)]
    [InlineData("1.5 MiB", 1_572_864)]
    [InlineData("3GiB", 3_221_225_472)]
    public void ReadsNumberAndUnit(string text, long bytes)
    {
        Assert.True(SizeText.TryParse(text, out var value));
        Assert.Equal(bytes, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MiB")]
    [InlineData("-1")]
    [InlineData("1M")]
    [InlineData("1k")]
    [InlineData("1mib")]
    [InlineData("1 TiB")]
    [InlineData("0.5")]
    [InlineData("1.00001KiB")]
    [InlineData("1e99")]
    [InlineData("9999999999999GiB")]
    [InlineData("auto")]
    [InlineData("1_000")]
    public void RefusesEverythingElse(string text) => Assert.False(SizeText.TryParse(text, out _));

    [Fact]
    public void WhatIsWrittenIsReadBack() => Gen.Long[0, long.MaxValue / 16].Sample(bytes =>
        SizeText.TryParse(SizeText.Format(bytes), out var read) && read == bytes);

    [Fact]
    public void MultiplesOfAUnitAreReadBack() => Gen.Select(Gen.Long[0, 1 << 20], Gen.OneOf(Gen.Const(10), Gen.Const(20), Gen.Const(30))).Sample((n, shift) =>
        SizeText.TryParse(SizeText.Format(n << shift), out var read) && read == n << shift);

    [Fact]
    public void NoTextThrows() => Gen.String[Gen.Char["0123456789.e kKMGiBb-"], 0, 30].Sample(text =>
        !SizeText.TryParse(text, out var value) || value >= 0);
}
