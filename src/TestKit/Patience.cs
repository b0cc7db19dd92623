namespace AkkaSocketIo;

/// <summary>How long a test waits for what should come at once: only a test that fails gets there.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static async Task OrTimeout(this Task task, string what)
    {
        try
        {
            await task.WaitAsync(Limit).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw Over(what);
        }
    }

    public static TimeoutException Over(string what) => new($"{what}: nothing came within {Limit.TotalSeconds:0} s.");

    public static async Task<T> OrTimeout<T>(this Task<T> task, string what)
    {
        await OrTimeout((Task)task, what).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }
}
