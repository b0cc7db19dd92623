using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;

namespace AkkaSocketIo.Server.Tests;

/// <summary>What a server counts and logs: it does so when it comes to it, which can be after its client has seen the effect.</summary>
internal static class Observed
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>The one measurement that there is, once it is there.</summary>
    public static async Task<CollectedMeasurement<long>> TheOneAsync(this MetricCollector<long> collector)
    {
        await collector.WaitForMeasurementsAsync(1, s_patience);
        return Assert.Single(collector.GetMeasurementSnapshot());
    }

    /// <summary>The type of the one error that was counted.</summary>
    public static async Task<object?> TheErrorAsync(this MetricCollector<long> collector) => (await collector.TheOneAsync()).Tags["error.type"];

    /// <summary>So many measurements of one direction, <c>in</c> or <c>out</c>: what was written is counted after the client may have it.</summary>
    public static async Task WaitForAsync(this MetricCollector<long> collector, string direction, int count)
    {
        var seen = collector.GetMeasurementSnapshot();
        while (seen.Count(m => Equals(m.Tags["socketio.direction"], direction)) < count)
        {
            await collector.WaitForMeasurementsAsync(seen.Count + 1, s_patience);
            seen = collector.GetMeasurementSnapshot();
        }
    }

    /// <summary>The one record of this kind, once it is there.</summary>
    public static async Task<FakeLogRecord> TheOneAsync(this FakeLogCollector logs, Func<FakeLogRecord, bool> isIt)
    {
        var clock = Stopwatch.StartNew();
        while (!logs.GetSnapshot().Any(isIt))
        {
            Assert.True(clock.Elapsed < s_patience, "it was not logged");
            await Task.Yield();
        }

        return Assert.Single(logs.GetSnapshot(), r => isIt(r));
    }
}
