using System.Diagnostics;

namespace AkkaSocketIo.LoadGenerator;

/// <summary>What the connections do once they are open, and what is measured of it.</summary>
internal abstract class Scenario
{
    /// <summary>Longer than any pause of a server that works.</summary>
    protected static readonly TimeSpan StallTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan _openTimeout = TimeSpan.FromSeconds(60);

    protected Scenario(Options options)
    {
        Options = options;
        Server = new ServerProcess(options.Pid);
    }

    protected Options Options { get; }

    protected ServerProcess Server { get; }

    /// <summary>Messages delivered since the last reset.</summary>
    protected long Delivered { get; set; }

    public static Scenario Create(Options options) => options.Scenario switch
    {
        "echo" => new EchoScenario(options),
        "bcast" => new BroadcastScenario(options),
        _ => new IdleScenario(options),
    };

    public Report Run()
    {
        var report = new Report();
        report.Add("scenario", Options.Scenario);
        report.Add("protocol", Options.Protocol);
        report.Add("connections", Options.Connections);
        report.Add("window", Options.Window);
        report.Add("payload", Options.Payload);

        var protocol = Protocol.Create(Options.Protocol, this, Options.Payload);
        using var loop = new EventLoop(Options.Port, protocol, Options.Connections);
        Run(loop, report);
        if (protocol.Others > 0) report.Add("others", protocol.Others);
        loop.CloseAll();
        return report;
    }

    public virtual void OnEcho(Connection connection, long number) =>
        throw new ProtocolException("an answer that nobody asked for");

    public virtual void OnBroadcast(Connection connection, long number) =>
        throw new ProtocolException("a broadcast that nobody sent");

    protected abstract void Run(EventLoop loop, Report report);

    protected static void Open(EventLoop loop, int total) => loop.Open(total, _openTimeout);

    /// <summary>Handles what comes in for a while; messages must keep coming if <paramref name="flowing"/>.</summary>
    protected void Poll(EventLoop loop, TimeSpan time, bool flowing = true)
    {
        var start = Stopwatch.GetTimestamp();
        var (seen, seenAt) = (Delivered, start);
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            loop.Poll(milliseconds: 20);
            if (seen != Delivered) (seen, seenAt) = (Delivered, Stopwatch.GetTimestamp());
            else if (flowing && Stopwatch.GetElapsedTime(seenAt) > StallTimeout)
                throw new TimeoutException($"no message for {StallTimeout.TotalSeconds} s");
        }
    }
}
