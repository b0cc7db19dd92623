using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>Somebody waits for a client to acknowledge an event.</summary>
internal abstract class PendingAck
{
    private ITimer? _timer;
    private CancellationTokenRegistration _cancellation;

    public abstract bool IsCompleted { get; }

    public abstract void Complete(SocketIoPacket ack, JsonSerializerOptions json);

    public abstract void Fail(Exception exception);

    /// <summary>What ends the wait if no acknowledgement does; both are gone with <see cref="Release"/>.</summary>
    public void Limit(ITimer? timer, CancellationTokenRegistration cancellation)
    {
        _timer = timer;
        _cancellation = cancellation;

        // Whoever looks next whether it is completed must not have looked before this was seen.
        Interlocked.MemoryBarrier();
    }

    public void Release()
    {
        _timer?.Dispose();
        _cancellation.Unregister();
    }
}

internal sealed class PendingAck<T> : PendingAck
{
    // The acknowledgement comes on the connection's thread, which must not run on in whoever waits.
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _source.Task;

    public override bool IsCompleted => _source.Task.IsCompleted;

    public override void Complete(SocketIoPacket ack, JsonSerializerOptions json)
    {
        try
        {
            var value = typeof(T) == typeof(EventArguments) ? (T)(object)new EventArguments(ack, 0, json)
                : ack.Elements.Count == 0 ? default
                : PacketArguments.Read<T>(ack, 0, json);
            _source.TrySetResult(value!);
        }
        catch (Exception e)
        {
            _source.TrySetException(e);
        }

        // Only now: who limits the wait just then has to see that it is completed.
        Release();
    }

    public override void Fail(Exception exception)
    {
        if (exception is OperationCanceledException canceled)
        {
            _source.TrySetCanceled(canceled.CancellationToken);
        }
        else
        {
            _source.TrySetException(exception);
        }

        Release();
    }
}
