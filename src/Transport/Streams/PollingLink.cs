namespace AkkaSocketIo.Transport.Streams;

/// <summary>The polling transport of a session: a window for what its POSTs bring.</summary>
internal sealed class PollingLink(EngineSettings settings, TimeProvider time) : ITransportLink
{
    private volatile bool _isUpgrading;

    public TransportKind Kind => TransportKind.Polling;

    public InboundCredit Credit { get; } = new(settings.InboundWindow, settings.InboundWindowBytes);

    /// <summary>A POST waits here before it is read while too much is unhandled; an upgrade or the time limit ends the wait.</summary>
    public async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        if (_isUpgrading || !Credit.IsExhausted)
        {
            return;
        }

        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Credit.OnResume(() => room.TrySetResult());
        if (!Credit.TryPause())
        {
            return;
        }

        if (_isUpgrading)
        {
            Credit.Resume();
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

    /// <summary>During an upgrade no POST waits: what the client needs for it may be in there.</summary>
    public void SetUpgrading(bool isUpgrading)
    {
        _isUpgrading = isUpgrading;
        if (isUpgrading)
        {
            Credit.Resume();
        }
    }
}
