using System.Diagnostics;
using System.Numerics;

namespace AkkaSocketIo.LoadGenerator;

/// <summary>Counts latencies in buckets no wider than 1/64 of their value; recording one costs a few instructions.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBucketBits = 6;
    private const int SubBuckets = 1 << SubBucketBits;
    private readonly long[] _counts = new long[(64 - SubBucketBits) * SubBuckets];
    private long _total;

    public void Clear()
    {
        Array.Clear(_counts);
        _total = 0;
    }

    public void Record(long ticks)
    {
        var value = (ulong)Math.Max(0, ticks);
        var shift = Math.Max(0, BitOperations.Log2(value | 1) - SubBucketBits);
        // Below 128 a value is its own bucket; above, each doubling of the value has 64 of them.
        _counts[(shift * SubBuckets) + (int)(value >> shift)]++;
        _total++;
    }

    /// <summary>The latency in microseconds that the given share of the messages did not exceed.</summary>
    public double Microseconds(double share)
    {
        var left = (long)Math.Ceiling(_total * share);
        for (var i = 0; i < _counts.Length; i++)
        {
            left -= _counts[i];
            if (left > 0 || _counts[i] == 0) continue;
            var shift = Math.Max(0, (i / SubBuckets) - 1);
            var ticks = (double)((long)(i - (shift * SubBuckets)) << shift);
            return ticks * 1_000_000 / Stopwatch.Frequency;
        }

        return 0;
    }
}
