using AkkaSocketIo.Actors.Configuration;
using CsCheck;

namespace AkkaSocketIo.Actors.Tests.Configuration;

public class NearestNameTests
{
    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("path", "path", 0)]
    [InlineData("path", "PATH", 0)]
    [InlineData("path", "pth", 1)]
    [InlineData("path", "apth", 1)]
    [InlineData("path", "paths", 1)]
    [InlineData("path", "bath", 1)]
    public void CountsEdits(string a, string b, int distance) => Assert.Equal(distance, NearestName.Distance(a, b));

    [Fact]
    public void DistanceIsSymmetricAndBounded() => Gen.Select(Gen.String[Gen.Char["abc-"], 0, 12], Gen.String[Gen.Char["abc-"], 0, 12]).Sample((a, b) =>
    {
        var distance = NearestName.Distance(a, b);
        return distance == NearestName.Distance(b, a) && distance <= Math.Max(a.Length, b.Length) && distance >= Math.Abs(a.Length - b.Length);
    });

    [Theory]
    [InlineData("ping-intervall", "ping-interval")]
    [InlineData("origin", "cors.origin")]
    [InlineData("cors.ping-timeout", "ping-timeout")]
    [InlineData("cors.orgin", "cors.origin")]
    [InlineData("limits.max-buffered-bytes", "max-buffered-bytes")]
    public void FindsTheKey(string unknown, string expected) =>
        Assert.Equal(expected, NearestName.Of(unknown, SettingSchema.All.Select(k => k.Key), '.'));

    [Fact]
    public void AsksOnlyWhereItIsNear()
    {
        string[] known = ["path", "transports"];
        Assert.Equal("Did you mean path?", NearestName.Suggest("paht", known, '.'));
        Assert.Equal("The nearest that exists is transports.", NearestName.Suggest("connection-state-recovery", known, '.'));
    }
}
