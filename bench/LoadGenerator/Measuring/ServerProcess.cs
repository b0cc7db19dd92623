using System.Globalization;

namespace AkkaSocketIo.LoadGenerator;

/// <summary>What the kernel knows about the server.</summary>
internal sealed class ServerProcess(int pid)
{
    /// <summary>User and system time since the start, in microseconds; the kernel counts in steps of 10 ms.</summary>
    public double CpuMicroseconds()
    {
        // The second field is the command in parentheses and may hold spaces; utime and stime are fields 14 and 15.
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return ticks * 1_000_000 / Libc.ClockTicksPerSecond;
    }

    /// <summary>Resident memory in kB.</summary>
    public long ResidentKilobytes()
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
