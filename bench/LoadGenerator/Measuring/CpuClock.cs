using System.Diagnostics;

namespace AkkaSocketIo.LoadGenerator;

/// <summary>Wall time and the CPU time of both processes since its start.</summary>
internal sealed class CpuClock(ServerProcess server)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly double _server = server.CpuMicroseconds();
    private readonly TimeSpan _own = Environment.CpuUsage.TotalTime;

    /// <summary>Adds to <paramref name="report"/> what each of <paramref name="count"/> things cost until now.</summary>
    public void Report(Report report, string things, long count)
    {
        var wall = Stopwatch.GetElapsedTime(_start).TotalMicroseconds;
        var serverCpu = server.CpuMicroseconds() - _server;
        var ownCpu = (Environment.CpuUsage.TotalTime - _own).TotalMicroseconds;
        report.Add(things, count);
        report.Add("rate", count / wall * 1_000_000, "F0");
        report.Add("server_us", serverCpu / count, "F2");
        report.Add("server_cores", serverCpu / wall, "F2");
        report.Add("own_us", ownCpu / count, "F2");
        report.Add("own_cores", ownCpu / wall, "F2");
    }
}
