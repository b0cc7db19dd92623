using AkkaSocketIo.Transport.Telemetry;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>One wait for an acknowledgement: it ends by the answer, the time, the caller's token, or the socket's end.</summary>
internal sealed class AckWait(AckTable acks, long id, SocketIoMetrics metrics, string series)
{
    /// <exception cref="SocketDisconnectedException">The socket has ended.</exception>
    /// <exception cref="InvalidOperationException">The client owes too many.</exception>
    public void Start(PendingAck pending, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        acks.Add(id, pending);
        var timer = timeout == System.Threading.Timeout.InfiniteTimeSpan
            ? null
            : time.CreateTimer(static wait => ((AckWait)wait!).TimeOut(), this, timeout, System.Threading.Timeout.InfiniteTimeSpan);
        var cancellation = cancellationToken.UnsafeRegister(static (wait, token) => ((AckWait)wait!).Cancel(token), this);
        pending.Limit(timer, cancellation);

        // Whoever ended the wait meanwhile has released nothing yet.
        if (pending.IsCompleted)
        {
            pending.Release();
        }
    }

    private void TimeOut()
    {
        if (acks.Take(id) is { } pending)
        {
            metrics.AcksTimedOut.Add(1, new KeyValuePair<string, object?>("socketio.namespace", series));
            pending.Fail(new AckTimeoutException());
        }
    }

    private void Cancel(CancellationToken token) => acks.Take(id)?.Fail(new OperationCanceledException(token));
}
