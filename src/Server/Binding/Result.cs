using System.Runtime.CompilerServices;

namespace AkkaSocketIo.Server.Binding;

/// <summary>What becomes of a handler's return value: an acknowledgement, now or when its task completes.</summary>
internal abstract class Result<T>
{
    public abstract ValueTask CompleteAsync(T result, EventContext context);
}

internal sealed class ValueResult<T> : Result<T>
{
    public override ValueTask CompleteAsync(T result, EventContext context)
    {
        Acknowledge(result, context);
        return default;
    }

    public static void Acknowledge(T result, EventContext context)
    {
        if (!context.WantsAck)
        {
            return;
        }

        if (typeof(T).IsValueType && result is ITuple tuple)
        {
            // A tuple is several arguments; anything else, an array too, is one.
            var values = new object?[tuple.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = tuple[i];
            }

            context.AckOrNone.SendResults(values);
        }
        else
        {
            context.AckOrNone.SendTyped(result);
        }
    }
}

internal sealed class TaskResult : Result<Task>
{
    public override ValueTask CompleteAsync(Task result, EventContext context) => new(result);
}

internal sealed class ValueTaskResult : Result<ValueTask>
{
    public override ValueTask CompleteAsync(ValueTask result, EventContext context) => result;
}

internal sealed class TaskResult<T> : Result<Task<T>>
{
    public override ValueTask CompleteAsync(Task<T> result, EventContext context)
    {
        if (!result.IsCompletedSuccessfully)
        {
            return WaitAsync(result, context);
        }

        ValueResult<T>.Acknowledge(result.Result, context);
        return default;
    }

    private static async ValueTask WaitAsync(Task<T> result, EventContext context) =>
        ValueResult<T>.Acknowledge(await result.ConfigureAwait(false), context);
}

internal sealed class ValueTaskResult<T> : Result<ValueTask<T>>
{
    public override ValueTask CompleteAsync(ValueTask<T> result, EventContext context)
    {
        if (!result.IsCompletedSuccessfully)
        {
            return WaitAsync(result, context);
        }

        ValueResult<T>.Acknowledge(result.Result, context);
        return default;
    }

    private static async ValueTask WaitAsync(ValueTask<T> result, EventContext context) =>
        ValueResult<T>.Acknowledge(await result.ConfigureAwait(false), context);
}
