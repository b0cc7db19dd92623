using System.Diagnostics;

namespace AkkaSocketIo.LoadGenerator;

/// <summary>Every connection keeps a number of requests in flight and sends the next when one is answered.</summary>
internal sealed class EchoScenario : Scenario
{
    private readonly LatencyHistogram _latencies = new();
    private readonly int _window;
    private readonly long[] _sentAt;
    private readonly long[] _awaited;
    private EventLoop? _loop;

    public EchoScenario(Options options)
        : base(options)
    {
        _window = Math.Max(1, options.Window);
        _sentAt = new long[options.Connections * _window];
        _awaited = new long[_sentAt.Length];
    }

    public override void OnEcho(Connection connection, long number)
    {
        // Each place in the window has its own numbers, so answers may overtake each other, but none comes twice.
        var place = (connection.Index * _window) + (int)(number % _window);
        if (_awaited[place] != number) throw new ProtocolException($"answer {number} instead of {_awaited[place]}");
        _latencies.Record(_loop!.Now - _sentAt[place]);
        Delivered++;
        Send(connection, place, number + _window);
    }

    protected override void Run(EventLoop loop, Report report)
    {
        _loop = loop;
        Open(loop, Options.Connections);
        for (var index = 0; index < Options.Connections; index++)
        {
            loop.Now = Stopwatch.GetTimestamp();
            for (var i = 0; i < _window; i++) Send(loop[index], (index * _window) + i, i);
            loop[index].Flush();
        }

        Poll(loop, Options.Warmup);
        Delivered = 0;
        _latencies.Clear();
        var clock = new CpuClock(Server);
        Poll(loop, Options.Measured);
        clock.Report(report, "messages", Delivered);
        // One lost answer would only make the load a little lighter.
        if (Stopwatch.GetElapsedTime(_sentAt.Min()) > StallTimeout)
            throw new TimeoutException($"a request has had no answer for {StallTimeout.TotalSeconds} s");
        report.Add("p50_us", _latencies.Microseconds(0.50), "F0");
        report.Add("p90_us", _latencies.Microseconds(0.90), "F0");
        report.Add("p99_us", _latencies.Microseconds(0.99), "F0");
    }

    private void Send(Connection connection, int place, long number)
    {
        _awaited[place] = number;
        _sentAt[place] = _loop!.Now;
        _loop.Protocol.SendEcho(connection, number);
    }
}
