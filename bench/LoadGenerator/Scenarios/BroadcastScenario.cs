namespace AkkaSocketIo.LoadGenerator;

/// <summary>The first connection broadcasts to all and sends the next when it has received one of its own.</summary>
internal sealed class BroadcastScenario(Options options) : Scenario(options)
{
    private EventLoop? _loop;
    private long _next;

    public override void OnBroadcast(Connection connection, long number)
    {
        // A receiver may be counted in just after the first broadcasts; from there on none may be lost, doubled or overtaken.
        if (connection.Expected >= 0 && connection.Expected != number)
            throw new ProtocolException($"broadcast {number} instead of {connection.Expected}");
        connection.Expected = number + 1;
        Delivered++;
        if (connection.Index == 0) _loop!.Protocol.SendBroadcast(connection, _next++);
    }

    protected override void Run(EventLoop loop, Report report)
    {
        _loop = loop;
        Open(loop, Options.Connections);
        while (_next < Math.Max(1, Options.Window)) loop.Protocol.SendBroadcast(loop[0], _next++);
        loop[0].Flush();

        Poll(loop, Options.Warmup);
        Delivered = 0;
        var from = _next;
        var clock = new CpuClock(Server);
        Poll(loop, Options.Measured);
        clock.Report(report, "deliveries", Delivered);
        for (var i = 0; i < Options.Connections; i++)
        {
            // A receiver that gets nothing makes no gap.
            if (loop[i].Expected < from) throw new ProtocolException($"receiver {i} was left out");
        }
    }
}
