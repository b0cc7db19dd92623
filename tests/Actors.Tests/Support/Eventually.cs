namespace AkkaSocketIo.Actors.Tests.Support;

internal static class Eventually
{
    /// <summary>For what no event tells of: looks again until it is so.</summary>
    public static async Task TrueAsync(Func<bool> condition)
    {
        var end = Environment.TickCount64 + 20_000;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < end, "it did not become so");
            await Task.Yield();
        }
    }
}
