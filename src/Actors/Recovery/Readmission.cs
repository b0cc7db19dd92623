using Akka.Actor;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.Streams;

namespace AkkaSocketIo.Actors.Recovery;

/// <summary>
/// Connects a socket whose client has come back: what it missed comes first, in pages when it is much, then CONNECT. Until
/// the client has read a page the next one stays in the log.
/// </summary>
internal static class Readmission
{
    private static readonly CloseSession s_tooSlow =
        new(new CloseReason(CloseReason.ClientTooSlow, "more was emitted than the client reads of what it has missed (max-replay-bytes)"), Discard: true);

    // What is appended while a slow client reads a page is read from time to time, so that the whole log is not kept for it.
    private static readonly TimeSpan s_readOn = TimeSpan.FromSeconds(1);

    /// <summary>Completes when the socket is connected, or has ended.</summary>
    public static async Task RunAsync(Socket socket, SocketRecovery recovery, Replay replay)
    {
        var outbound = socket.Session.Outbound;
        var half = socket.Node.Settings.Limits.MaxBufferedBytes / 2;
        Task? drained = null;
        while (!socket.HasEnded && !socket.Session.HasEnded)
        {
            recovery.Log.ReadOn(replay);
            if (replay.Bytes > recovery.Log.Settings.MaxReplayBytes)
            {
                socket.Session.Actor.Tell(s_tooSlow, ActorRefs.NoSender);
                return;
            }

            var waiting = Math.Max(0, outbound.Bytes);
            if (replay.Bytes <= half - waiting)
            {
                if (socket.TryReadmit(replay, half - waiting))
                {
                    recovery.Replay = null;
                    socket.Actor.Tell(SocketStarted.Instance, ActorRefs.NoSender);
                    return;
                }

                continue;
            }

            if (waiting == 0)
            {
                foreach (var packet in replay.Take(half))
                {
                    socket.Deliver(packet);
                }
            }

            drained ??= outbound.WaitUntilDrainedAsync().AsTask();
            await drained.WaitAsync(s_readOn, socket.Node.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            drained = drained.IsCompleted ? null : drained;
        }
    }
}
