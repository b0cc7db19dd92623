using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

internal sealed partial class SocketActor
{
    // Also those that have given their turn up, since they wait for the client.
    private List<FilterTurn>? _filtering;

    /// <summary>Lets an event pass listeners and middlewares, where there are any, and then starts its handlers.</summary>
    private void Begin(SocketIoPacket packet)
    {
        if (packet.Elements.Count == 0 || !EventFilter.IsNeeded(_socket, _namespace))
        {
            Start(packet);
            return;
        }

        var context = new EventContext(_socket, packet, packet.EventName());
        var turn = new FilterTurn(Self, packet, context);
        var start = _node.Metrics.HandlerDuration.Enabled ? Stopwatch.GetTimestamp() : 0;
        _running.Add(turn);
        var run = EventFilter.RunAsync(_socket, _namespace, context, turn);
        if (run.IsCompletedSuccessfully)
        {
            OnFiltered(new Filtered(turn, packet, context, start, run.Result));
        }
        else
        {
            (_filtering ??= []).Add(turn);
            _ = TellWhenFilteredAsync(run, turn, packet, context, start);
        }
    }

    private async Task TellWhenFilteredAsync(ValueTask<bool> run, FilterTurn turn, SocketIoPacket packet, EventContext context, long start)
    {
        var self = Self;
        var passes = await run.ConfigureAwait(false);
        if (!turn.TryEnd())
        {
            // The actor has stopped: nobody reads what it is told.
            packet.ReturnCredit();
            DisposeScope(context);
            return;
        }

        self.Tell(new Filtered(turn, packet, context, start, passes), ActorRefs.NoSender);
    }

    private void OnFiltered(Filtered filtered)
    {
        var (turn, packet, context, start, passes) = filtered;
        _running.Remove(turn);
        _filtering?.Remove(turn);
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

    /// <summary>Events whose middlewares have not ended, or have not been heard of, lose their scopes with the actor.</summary>
    private void AbandonFiltered()
    {
        foreach (var turn in _filtering ?? [])
        {
            if (!turn.TryEnd())
            {
                DisposeScope(turn.Context);
            }
        }
    }

    /// <summary>The turn of an event whose middlewares run. Of their end and the actor's the later one disposes of its scope.</summary>
    private sealed class FilterTurn(IActorRef socket, SocketIoPacket packet, EventContext context) : Turn(socket, packet)
    {
        private int _ends;

        public EventContext Context => context;

        /// <summary>True for the first to end.</summary>
        public bool TryEnd() => Interlocked.Exchange(ref _ends, 1) == 0;
    }

    /// <summary>The middlewares of an event have finished.</summary>
    private sealed record Filtered(FilterTurn Turn, SocketIoPacket Packet, EventContext Context, long Start, bool Passes) : IDeadLetterSuppression;
}
