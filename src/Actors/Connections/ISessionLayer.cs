using Akka.Actor;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;

namespace AkkaSocketIo.Actors.Connections;

/// <summary>What stands on one Engine.IO session, inside its actor: Socket.IO, or the application's own handler.</summary>
internal interface ISessionLayer
{
    /// <summary>When <see cref="OnDeadline"/> is wanted, as a timestamp of the clock.</summary>
    long Deadline { get; }

    /// <summary>Nothing is left to wait for: the actor may stop.</summary>
    bool IsDone { get; }

    void OnOpen();

    /// <summary>The messages of a POST follow, with its headers where they are told; null behind them.</summary>
    void OnPost(IReadOnlyDictionary<string, string>? headers);

    /// <summary>A message came; its credit is given back exactly once, now or later.</summary>
    void OnMessage(InboundPacket message);

    /// <summary>The session starts to end: nothing is sent any more.</summary>
    void OnEnding(CloseReason reason);

    /// <summary>The session has ended.</summary>
    void OnClosed(CloseReason reason);

    void OnDeadline(long now);

    /// <summary>Whether a packet that was told by this sender is still to be sent.</summary>
    bool Accepts(IActorRef sender);

    /// <summary>Takes a message of the layer's own; false if it is none.</summary>
    bool TryReceive(object message);
}

/// <summary>The session's actor, as its layer sees it.</summary>
internal interface ISessionHost
{
    EngineSession Session { get; }

    IUntypedActorContext Children { get; }

    long Now { get; }

    /// <summary>The server itself does not read the client now, for want of credit.</summary>
    bool IsPaused { get; }

    /// <summary>Sends a packet after those that were told before.</summary>
    void Send(EncodedPacket packet);

    void Close(CloseReason reason, bool discard);

    /// <summary>The layer's deadline has changed, or it has become done.</summary>
    void Update();
}
