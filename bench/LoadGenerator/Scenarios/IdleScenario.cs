namespace AkkaSocketIo.LoadGenerator;

/// <summary>Opens connections and lets them rest. Wants a fresh server: memory once freed is used again unseen.</summary>
internal sealed class IdleScenario(Options options) : Scenario(options)
{
    /// <summary>Opened before anything is measured: the code that the first ones load is no cost of a connection.</summary>
    private const int MostPrimers = 200;

    protected override void Run(EventLoop loop, Report report)
    {
        var primers = Math.Min(MostPrimers, Options.Connections / 2);
        Open(loop, primers);
        Poll(loop, TimeSpan.FromSeconds(1), flowing: false);

        var measured = Options.Connections - primers;
        var before = Server.ResidentKilobytes();
        var clock = new CpuClock(Server);
        Open(loop, Options.Connections);
        clock.Report(report, "opened", measured);
        Poll(loop, Options.Measured, flowing: false);
        var after = Server.ResidentKilobytes();
        report.Add("rss_before_kb", before);
        report.Add("rss_after_kb", after);
        report.Add("kb_per_connection", (double)(after - before) / measured, "F1");
    }
}
