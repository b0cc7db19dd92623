using System.Diagnostics;

namespace AkkaSocketIo.Transport.Telemetry;

/// <summary>The spans of the activity source <c>AkkaSocketIo</c>. While nobody listens nothing is made, not even a name.</summary>
internal static class SocketIoActivities
{
    public const string SourceName = "AkkaSocketIo";

    private static readonly ActivitySource s_source = new(SourceName);

    public static bool AreWanted => s_source.HasListeners();

    /// <summary>The request that is being served, as something that later spans can point at; null if nobody wants to know.</summary>
    public static ActivityLink[]? LinkToCurrent() =>
        AreWanted && Activity.Current is { } request ? [new ActivityLink(request.Context)] : null;

    /// <summary>
    /// The run of one handler. It is the root of a trace of its own: a connection lasts for hours, and the request that
    /// opened it is linked.
    /// </summary>
    public static Activity? StartEvent(string series, string eventName, string socketId, ActivityLink[]? request)
    {
        Activity.Current = null;
        return s_source.StartActivity(
            ActivityKind.Server,
            tags: [new("socketio.namespace", series), new("socketio.event", eventName), new("socketio.socket.id", socketId)],
            links: request,
            name: "socketio.event " + eventName);
    }

    /// <summary>A broadcast on its way to the connections of this node; a child of what emits it.</summary>
    public static Activity? StartBroadcast(string series) =>
        AreWanted ? s_source.StartActivity(ActivityKind.Producer, tags: [new("socketio.namespace", series)], name: "socketio.broadcast") : null;

    public static void EndEvent(Activity activity, Exception? failure)
    {
        if (failure is not null)
        {
            activity.SetTag("error.type", failure.GetType().FullName);
            activity.SetStatus(ActivityStatusCode.Error, failure.Message);
        }

        activity.Dispose();
    }

    public static void EndBroadcast(Activity? activity, int receivers)
    {
        activity?.SetTag("socketio.broadcast.receivers", receivers);
        activity?.Dispose();
    }
}
