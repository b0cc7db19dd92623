using Akka.Actor;

namespace AkkaSocketIo.Actors.Sockets.Receivers;

/// <summary>
/// A handler actor of the socket's own, which need not know of credit: after each batch of messages it is asked for its
/// identity, and it answers when it has handled them. One question is under way at a time; the next one is for all that was
/// told meanwhile.
/// </summary>
internal sealed class OwnReceiver(IActorRef target, Socket socket) : EventReceiver(target, socket)
{
    private List<SocketEvent> _asked = [];
    private List<SocketEvent> _told = [];
    private bool _isAsking;
    private int _batch;
    private bool _isHeld;
    private long _heldBytes;

    public override int Count => _asked.Count + _told.Count;

    public override void Connect()
    {
        base.Connect();

        // As the handlers of OnConnection, it may wait for an acknowledgement.
        Ask();
    }

    public override void Handle(SocketEvent socketEvent)
    {
        base.Handle(socketEvent);
        _told.Add(socketEvent);
        if (_isHeld)
        {
            HoldWithoutCredit(socketEvent);
        }

        if (!_isAsking)
        {
            Ask();
        }
    }

    public override bool OnAnswer(object answer)
    {
        switch (answer)
        {
            case ActorIdentity { MessageId: int batch } when batch == _batch && _isAsking:
                OnHandled();
                return true;
            case ReceiverAsks:
                OnAsks();
                return false;
            default:
                return false;
        }
    }

    public override void LetGo()
    {
        FinishAll(_asked);
        FinishAll(_told);
        _isAsking = false;
    }

    public override Task FinishAsync(object message)
    {
        Tell(message);

        // A receiver that has stopped is answered for by the dead letters.
        return Target.Ask<ActorIdentity>(new Identify(null), Timeout.InfiniteTimeSpan);
    }

    private static void FinishAll(List<SocketEvent> events)
    {
        foreach (var socketEvent in events)
        {
            socketEvent.TryFinish();
        }

        events.Clear();
    }

    private void Ask()
    {
        (_asked, _told) = (_told, _asked);
        _isAsking = true;
        Tell(new Identify(++_batch));
    }

    private void OnHandled()
    {
        FinishAll(_asked);
        _isAsking = false;
        _isHeld = false;
        if (_told.Count > 0)
        {
            Ask();
        }
    }

    /// <summary>
    /// The actor waits for a client. Meanwhile its events stay in its mailbox; but they must not fill the window, or the
    /// acknowledgement would never be read.
    /// </summary>
    private void OnAsks()
    {
        _isHeld = true;
        _heldBytes = 0;
        _asked.ForEach(HoldWithoutCredit);
        _told.ForEach(HoldWithoutCredit);
    }

    private void HoldWithoutCredit(SocketEvent socketEvent)
    {
        socketEvent.ReturnCredit();
        _heldBytes += socketEvent.Size;
        if (_heldBytes > Socket.Node.Settings.Limits.MaxInboundBytes)
        {
            Socket.CloseForOverflow();
        }
    }
}
