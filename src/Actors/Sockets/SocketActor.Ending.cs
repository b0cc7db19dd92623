using Akka.Actor;

namespace AkkaSocketIo.Actors.Sockets;

internal sealed partial class SocketActor
{
    private void OnEnd(DisconnectReason reason)
    {
        if (_end is not null)
        {
            return;
        }

        _end = reason;
        if (_phase == Phase.Middlewares)
        {
            // It was never connected: there is nothing to tell anybody.
            Context.Stop(Self);
            return;
        }

        StartTimer();
        Pump();
    }

    private void OnCloseTimedOut()
    {
        if (_phase == Phase.Ending)
        {
            _node.Log.DisconnectHandlersHang(_socket.Id, SocketLog.Harmless(_namespace.Name));
            Context.Stop(Self);
            return;
        }

        _node.Log.EventsDropped((_queue?.Count ?? 0) + (_receiver?.Count ?? 0), _socket.Id, SocketLog.Harmless(_namespace.Name));
        LetGo();
        RunEnd(_end!.Value);
    }

    private void RunEnd(DisconnectReason reason)
    {
        _phase = Phase.Ending;
        StartTimer();
        _ = RunEndAsync(reason);
    }

    private async Task RunEndAsync(DisconnectReason reason)
    {
        var self = Self;
        await DisconnectPhase.RunAsync(_socket, _namespace, _receiver, reason).ConfigureAwait(false);
        self.Tell(Ended.Instance, ActorRefs.NoSender);
    }

    private void StartTimer()
    {
        var self = Self;
        var timedOut = new CloseTimedOut(_phase);
        _timer?.Dispose();
        _timer = _node.Time.CreateTimer(_ => self.Tell(timedOut, ActorRefs.NoSender), null, _node.Settings.CloseTimeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Nobody waits for what is queued or still runs: it gives its place in the connection's window back.</summary>
    private void LetGo()
    {
        _receiver?.LetGo();
        foreach (var turn in _running)
        {
            turn.TryGiveUp();
        }

        while (_queue is { Count: > 0 } queue)
        {
            _node.Metrics.HandlerWaiting.Add(-1);
            queue.Dequeue().ReturnCredit();
        }
    }
}
