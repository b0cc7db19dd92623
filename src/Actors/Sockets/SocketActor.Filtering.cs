using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

internal sealed partial class SocketActor
{
    /// <summary>Lets an event pass listeners and middlewares, where there are any, and then starts its handlers.</summary>
    private void Begin(SocketIoPacket packet)
    {
        if (packet.Elements.Count == 0 || !EventFilter.IsNeeded(_socket, _namespace))
        {
            Start(packet);
            return;
        }

        var context = new EventContext(_socket, packet, packet.EventName());
        var turn = new Turn(Self, packet);
        var start = _node.Metrics.HandlerDuration.Enabled ? Stopwatch.GetTimestamp() : 0;
        _running.Add(turn);
        var run = EventFilter.RunAsync(_socket, _namespace, context, turn);
        if (run.IsCompletedSuccessfully)
        {
            OnFiltered(new Filtered(turn, packet, context, start, run.Result));
        }
        else
        {
            _ = TellWhenFilteredAsync(run, turn, packet, context, start);
        }
    }

    private async Task TellWhenFilteredAsync(ValueTask<bool> run, Turn turn, SocketIoPacket packet, EventContext context, long start)
    {
        var self = Self;
        var passes = await run.ConfigureAwait(false);
        self.Tell(new Filtered(turn, packet, context, start, passes), ActorRefs.NoSender);
    }

    private void OnFiltered(Filtered filtered)
    {
        var (turn, packet, context, start, passes) = filtered;
        _running.Remove(turn);
        if (passes && _phase == Phase.Events)
        {
            if (context.Packet != packet)
            {
                context.Packet.Inherit(packet);
            }

            if (!Start(context.Packet, context))
            {
                if (start != 0)
                {
                    // A client made up the name: it must not make series.
                    _node.Metrics.RecordHandler(Stopwatch.GetElapsedTime(start), _namespace.Series, "_OTHER", null);
                }

                DisposeScope(context);
            }
        }
        else
        {
            packet.ReturnCredit();
            DisposeScope(context);
        }
    }

    /// <summary>The middlewares of an event have finished.</summary>
    private sealed record Filtered(Turn Turn, SocketIoPacket Packet, EventContext Context, long Start, bool Passes) : IDeadLetterSuppression;
}
