namespace AkkaSocketIo.LoadGenerator;

/// <summary>Opens connections and lets them rest. Wants a fresh server: memory once freed is used again unseen.</summary>
internal sealed class IdleScenario(Options options) : Scenario(options)
{
    protected override void Run(EventLoop loop, Report report)
    {
        var before = Server.ResidentKilobytes();
        var clock = new CpuClock(Server);
        Open(loop);
        clock.Report(report, "opened", Options.Connections);
        Poll(loop, Options.Measured, flowing: false);
        var after = Server.ResidentKilobytes();
        report.Add("rss_before_kb", before);
        report.Add("rss_after_kb", after);
        report.Add("kb_per_connection", (double)(after - before) / Options.Connections, "F1");
    }
}
