using System.Net.WebSockets;
using Akka.Actor;
using Akka.Event;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;

namespace AkkaSocketIo.Actors.Connections;

/// <summary>A WebSocket that wants to become the session's transport: probed, then upgraded to, or closed.</summary>
internal sealed class UpgradeProbe(WebSocketLink candidate, TimeProvider time, long deadline)
{
    private static readonly TimeSpan s_noopInterval = TimeSpan.FromMilliseconds(100);

    private ITimer? _noops;

    public WebSocketLink Candidate => candidate;

    public long Deadline => deadline;

    /// <summary>
    /// Answers the probe. From now on the client's hanging poll is ended again and again, so that it can pause the polling
    /// transport.
    /// </summary>
    public void Answer(IActorRef actor)
    {
        if (_noops is not null)
        {
            return;
        }

        candidate.Send(EncodedPacket.ProbeAnswer);
        _noops = time.CreateTimer(_ => actor.Tell(SendNoop.Instance, ActorRefs.NoSender), null, s_noopInterval, s_noopInterval);
    }

    public void Complete() => _noops?.Dispose();

    public void Abort()
    {
        _noops?.Dispose();
        candidate.Close(WebSocketCloseStatus.NormalClosure);
    }

    /// <summary>To the session's actor: end the hanging poll.</summary>
    public sealed class SendNoop : IDeadLetterSuppression
    {
        public static readonly SendNoop Instance = new();
    }
}
