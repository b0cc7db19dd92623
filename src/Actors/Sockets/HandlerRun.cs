using System.Diagnostics;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Transport.Telemetry;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>One run of a handler, for those who measure, trace or log it; for nobody it costs three looks.</summary>
internal readonly struct HandlerRun
{
    private readonly long _start;
    private readonly Observed? _observed;

    private HandlerRun(long start, Observed? observed)
    {
        _start = start;
        _observed = observed;
    }

    /// <summary>Changes what is ambient for the code that runs until <see cref="End"/>.</summary>
    public static HandlerRun Start(Socket socket, string eventName)
    {
        var node = socket.Node;
        var start = node.Metrics.HandlerDuration.Enabled ? Stopwatch.GetTimestamp() : 0;
        return new HandlerRun(start, SocketIoActivities.AreWanted || node.Settings.LogScope ? Observe(socket, eventName) : null);
    }

    public void End(Socket socket, string eventName, Exception? failure)
    {
        _observed?.End(failure);
        if (_start != 0)
        {
            socket.Node.Metrics.RecordHandler(Stopwatch.GetElapsedTime(_start), ((Namespace)socket.Namespace).Series, eventName, failure);
        }
    }

    private static Observed Observe(Socket socket, string eventName)
    {
        // The thread is Akka's, and runs other handlers after this one: what was ambient is put back.
        var before = Activity.Current;
        var activity = SocketIoActivities.AreWanted
            ? SocketIoActivities.StartEvent(((Namespace)socket.Namespace).Series, eventName, socket.Id, socket.Session.Handshake.Request)
            : null;
        return new Observed(before, activity, SocketScope.Begin(socket));
    }

    private sealed record Observed(Activity? Before, Activity? Activity, IDisposable? Scope)
    {
        public void End(Exception? failure)
        {
            Scope?.Dispose();
            if (Activity is not null)
            {
                SocketIoActivities.EndEvent(Activity, failure);
            }

            System.Diagnostics.Activity.Current = Before;
        }
    }
}
