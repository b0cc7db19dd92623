namespace AkkaSocketIo.Transport.Streams;

/// <summary>The polling transport of a session: a window for what its POSTs bring.</summary>
internal sealed class PollingLink(EngineSettings settings, TimeProvider time) : ITransportLink
{
    private TaskCompletionSource? _room;

    public TransportKind Kind => TransportKind.Polling;

    public InboundCredit Credit { get; } = new(settings.InboundWindow, settings.InboundWindowBytes);

    /// <summary>A POST waits here before it is read while too much is unhandled; an upgrade or the time limit ends the wait.</summary>
    public async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _room = room;
        Credit.OnResume(() => room.TrySetResult());
        if (!Credit.TryPause())
        {
            return;
        }

        try
        {
            await room.Task.WaitAsync(settings.PostWait, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The client's pongs and acks are behind: they are let in, and the queue's own bound holds.
            Credit.Resume();
        }
    }

    /// <summary>Lets a waiting POST in.</summary>
    public void StopWaiting() => _room?.TrySetResult();
}
