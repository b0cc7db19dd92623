using System.Diagnostics;
using AkkaSocketIo.Actors.Sockets.Receivers;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

internal sealed partial class SocketActor
{
    /// <summary>Starts the handlers of an event; false when there are none.</summary>
    private bool Start(SocketIoPacket packet, EventContext? filtered = null)
    {
        if (!_socket.TryFindHandlers(packet, out var name, out var handlers))
        {
            if (_receiver is null || packet.Elements.Count == 0)
            {
                packet.ReturnCredit();
                return false;
            }

            var unhandled = filtered ?? new EventContext(_socket, packet, packet.EventName());
            HandToReceiver(packet, unhandled);
            DisposeScope(unhandled);
            return true;
        }

        var context = filtered ?? new EventContext(_socket, packet, name);
        var next = 0;
        while (next < handlers.Length && !handlers[next].IsAsync)
        {
            RunSync(handlers[next++], context);
        }

        if (next == handlers.Length)
        {
            HandToReceiver(packet, context);
            DisposeScope(context);
            return true;
        }

        var turn = _receiver is null ? new Turn(Self, packet) : new TurnBeforeReceiver(Self, packet, context);
        _running.Add(turn);
        var run = RunAsync(handlers, next, context, turn);
        if (!run.IsCompleted)
        {
            _ = FreeWhenFinishedAsync(run, turn);
        }
        else if (turn is TurnBeforeReceiver)
        {
            _running.Remove(turn);
            HandToReceiver(packet, context);
        }
        else if (turn.TryGiveUp())
        {
            _running.Remove(turn);
        }

        return true;
    }

    private void RunSync(Handler handler, EventContext context)
    {
        if (!MayRun(handler, context.Name))
        {
            return;
        }

        var run = HandlerRun.Start(_socket, context.Name);
        Exception? failure = null;
        try
        {
            var invoked = handler.InvokeAsync(context);
            Debug.Assert(invoked.IsCompletedSuccessfully, "a handler that returns no task has finished when it returns");
        }
        catch (Exception e)
        {
            failure = e;
            HandlerErrors.Report(_socket, context, e);
        }

        run.End(_socket, context.Name, failure);
    }

    private async ValueTask RunAsync(Handler[] handlers, int next, EventContext context, Turn turn)
    {
        // Belongs to this method and what it calls: it is gone when the method returns.
        Turn.Current = turn;
        for (; next < handlers.Length; next++)
        {
            if (!MayRun(handlers[next], context.Name))
            {
                continue;
            }

            var run = HandlerRun.Start(_socket, context.Name);
            Exception? failure = null;
            try
            {
                await handlers[next].InvokeAsync(context).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                failure = e;
                HandlerErrors.Report(_socket, context, e);
            }

            run.End(_socket, context.Name, failure);
        }

        await DisposeScopeAsync(context).ConfigureAwait(false);
    }

    private static async Task FreeWhenFinishedAsync(ValueTask run, Turn turn)
    {
        try
        {
            await run.ConfigureAwait(false);
        }
        finally
        {
            turn.Finish();
        }
    }

    private bool MayRun(Handler handler, string eventName)
    {
        if (!handler.MayRun())
        {
            return false;
        }

        if (handler.Once)
        {
            _socket.Remove(eventName, handler);
        }

        return true;
    }

    private void DisposeScope(EventContext context)
    {
        var disposed = DisposeScopeAsync(context);
        if (!disposed.IsCompletedSuccessfully)
        {
            _ = disposed.AsTask();
        }
    }

    private async ValueTask DisposeScopeAsync(EventContext context)
    {
        try
        {
            await context.DisposeScopeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _namespace.Report(_socket, context.Name, SocketErrorPhase.Handler, e);
        }
    }
}
