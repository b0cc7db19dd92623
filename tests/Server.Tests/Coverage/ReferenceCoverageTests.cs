namespace AkkaSocketIo.Server.Tests.Coverage;

public class ReferenceCoverageTests
{
    private readonly ReferenceTests _reference = new();

    [Fact]
    public void EachApplicableTestOfTheReferenceHasACounterpartOrAReason() =>
        Assert.DoesNotContain(_reference.All, r => r.Kind != "N" && !_reference.IsMirrored(r) && !_reference.IsExcused(r));

    [Fact]
    public void WhatIsMirroredOrExcusedExists()
    {
        var known = _reference.All.Select(r => (r.File, r.Title)).ToHashSet();
        Assert.Empty(_reference.Mirrored.Except(known));
        Assert.Empty(_reference.Excused.Except(known));
    }

    [Fact]
    public void NothingIsExcusedThatIsTested() => Assert.Empty(_reference.Excused.Intersect(_reference.Mirrored));

    [Fact]
    public void TheReportIsUpToDate()
    {
        if (Environment.GetEnvironmentVariable("REWRITE") is not null)
        {
            File.WriteAllText(_reference.ReportPath, _reference.Report());
        }

        Assert.Equal(_reference.Report(), File.ReadAllText(_reference.ReportPath));
    }
}
