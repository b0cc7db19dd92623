using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.SocketIo.Wire;

/// <summary>Time that passes only when a test says so.</summary>
internal static class Clock
{
    /// <summary>Longer than any test lets time go on: no ping comes in between.</summary>
    public static readonly TimeSpan NoPing = TimeSpan.FromDays(1);

    /// <summary>Lets time go on until something has happened, where it does not show when the server has begun to wait.</summary>
    public static async Task AdvanceUntilAsync(this FakeTimeProvider time, Func<bool> hasHappened)
    {
        while (!hasHappened())
        {
            time.Advance(TimeSpan.FromSeconds(1));

            // Not waited for anything: the server gets its turn, or a busy machine would let days go by.
            await Task.Delay(1);
        }
    }
}
