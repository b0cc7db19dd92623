namespace AkkaSocketIo;

/// <summary>How long a test waits for what should come at once: only a test that fails gets there.</summary>
internal static class Patience
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    public static async Task OrTimeout(this Task task, string what)
    {
        try
        {
            await task.WaitAsync(s_limit).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new TimeoutException($"{what}: nothing came within {s_limit.TotalSeconds:0} s.");
        }
    }

    public static async Task<T> OrTimeout<T>(this Task<T> task, string what)
    {
        await OrTimeout((Task)task, what).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }
}
