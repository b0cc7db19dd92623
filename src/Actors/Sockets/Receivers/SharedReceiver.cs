using Akka.Actor;

namespace AkkaSocketIo.Actors.Sockets.Receivers;

/// <summary>
/// A receiver that many sockets share, or a router: it cannot be asked whether it has handled an event, so it says so by
/// <see cref="SocketEvent.Done"/>. What it has not said within <c>handler-timeout</c> counts as done.
/// </summary>
internal sealed class SharedReceiver(IActorRef target, Socket socket) : EventReceiver(target, socket)
{
    // In the order in which they were told, which is that of their deadlines.
    private readonly LinkedList<Told> _told = new();
    private readonly Dictionary<SocketEvent, LinkedListNode<Told>> _nodes = [];
    private ITimer? _timer;

    public override int Count => _told.Count;

    public override IActorRef Waiting => Socket.Actor;

    public override void Handle(SocketEvent socketEvent)
    {
        _nodes.Add(socketEvent, _told.AddLast(new Told(socketEvent, Now + Limit)));
        if (_told.Count == 1)
        {
            SetTimer();
        }

        base.Handle(socketEvent);
    }

    public override bool OnAnswer(object answer)
    {
        switch (answer)
        {
            case ReceiverDone done when _nodes.Remove(done.Event, out var node):
                _told.Remove(node);
                return true;
            case ReceiverOverdue:
                DropOverdue();
                return true;
            default:
                return false;
        }
    }

    public override void LetGo()
    {
        foreach (var told in _told)
        {
            told.Event.TryFinish();
        }

        _told.Clear();
        _nodes.Clear();
        _timer?.Dispose();
    }

    public override Task FinishAsync(object message)
    {
        Tell(message);
        return Task.CompletedTask;
    }

    private TimeProvider Time => Socket.Node.Time;

    private long Now => Time.GetTimestamp();

    private long Limit => (long)(Socket.Node.Settings.HandlerTimeout.TotalSeconds * Time.TimestampFrequency);

    private void DropOverdue()
    {
        while (_told.First is { } first && first.Value.Deadline <= Now)
        {
            _told.RemoveFirst();
            _nodes.Remove(first.Value.Event);
            if (first.Value.Event.TryFinish())
            {
                Socket.Node.Log.EventNotDone(SocketLog.Harmless(first.Value.Event.Name), Socket.Id, SocketLog.Harmless(Socket.Namespace.Name), Target.Path.ToString());
            }
        }

        if (_told.Count > 0)
        {
            SetTimer();
        }
    }

    /// <summary>One timer for all: it looks for the first, and is set again for the next.</summary>
    private void SetTimer()
    {
        var actor = Socket.Actor;
        _timer ??= Time.CreateTimer(_ => actor.Tell(ReceiverOverdue.Instance, ActorRefs.NoSender), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // Not before: the timer would come a moment too early, and find nothing.
        var wait = TimeSpan.FromSeconds(Math.Max(0, _told.First!.Value.Deadline - Now) / (double)Time.TimestampFrequency);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    private sealed record Told(SocketEvent Event, long Deadline);
}
