using Akka.Event;

namespace AkkaSocketIo.Actors.Sockets.Receivers;

/// <summary>To the socket's actor: the receiver has handled this event.</summary>
internal sealed record ReceiverDone(SocketEvent Event) : IDeadLetterSuppression;

/// <summary>To the socket's actor: events that are overdue should be looked for.</summary>
internal sealed class ReceiverOverdue : IDeadLetterSuppression
{
    public static readonly ReceiverOverdue Instance = new();
}

/// <summary>To the socket's actor: its own handler actor starts to wait for an acknowledgement.</summary>
internal sealed class ReceiverAsks : IDeadLetterSuppression
{
    public static readonly ReceiverAsks Instance = new();
}

/// <summary>To the socket's actor: the receiver has stopped.</summary>
internal sealed class ReceiverStopped : IDeadLetterSuppression
{
    public static readonly ReceiverStopped Instance = new();
}

/// <summary>To the socket's actor: the delegates of an event have finished, and it is the receiver's turn.</summary>
internal sealed record HandlersFinished(TurnBeforeReceiver Turn) : IDeadLetterSuppression;
