using Akka.Actor;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

internal sealed partial class Socket
{
    // Listeners that emit would hear themselves, and hear that, and so on.
    [ThreadStatic]
    private static bool t_listens;

    private SocketHooks? _hooks;

    /// <summary>Null for most sockets.</summary>
    public SocketHooks? Hooks => System.Threading.Volatile.Read(ref _hooks);

    public IReadOnlyList<Delegate> ListenersAny => Array.ConvertAll(Hooks?.Incoming ?? [], l => l.Registered);

    public IReadOnlyList<Action<string, EventArguments>> ListenersAnyOutgoing => [.. Hooks?.Outgoing ?? []];

    public DateTimeOffset? ExpiresAt
    {
        get => Hooks?.ExpiresAt;
        set
        {
            Ensure(ref _hooks).ExpireAt(value, Node.Time);
            if (!HasEnded)
            {
                Session.Actor.Tell(ExpiryChanged.Instance, ActorRefs.NoSender);
            }
        }
    }

    public void Use(Func<EventPacket, Func<Task>, Task> middleware) => Ensure(ref _hooks).Use(middleware);

    public void OnAny(Action<EventContext> listener) => Ensure(ref _hooks).AddIncoming(AnyListener.Of(listener), first: false);

    public void OnAny(Func<EventContext, Task> listener) => Ensure(ref _hooks).AddIncoming(AnyListener.Of(listener), first: false);

    public void PrependAny(Action<EventContext> listener) => Ensure(ref _hooks).AddIncoming(AnyListener.Of(listener), first: true);

    public void PrependAny(Func<EventContext, Task> listener) => Ensure(ref _hooks).AddIncoming(AnyListener.Of(listener), first: true);

    public void OffAny(Delegate? listener = null) => Hooks?.RemoveIncoming(listener);

    public void OnAnyOutgoing(Action<string, EventArguments> listener) => Ensure(ref _hooks).AddOutgoing(listener, first: false);

    public void PrependAnyOutgoing(Action<string, EventArguments> listener) => Ensure(ref _hooks).AddOutgoing(listener, first: true);

    public void OffAnyOutgoing(Action<string, EventArguments>? listener = null) => Hooks?.RemoveOutgoing(listener);

    /// <summary>Tells who listens to what goes out, if it is an event.</summary>
    public void TellListeners(EncodedPacket packet)
    {
        var listeners = Hooks?.Outgoing ?? [];
        if (listeners.Length == 0 || t_listens)
        {
            return;
        }

        if (Read(packet) is not { Type: SocketIoPacketType.Event } sent)
        {
            return;
        }

        var name = sent.EventName();
        var arguments = new EventArguments(sent, 1, Json);
        t_listens = true;
        try
        {
            foreach (var listener in listeners)
            {
                TellListener(listener, name, arguments);
            }
        }
        finally
        {
            t_listens = false;
        }
    }

    // What fails here must not end the emit, which may be in the midst of a broadcast to others.
    private SocketIoPacket? Read(EncodedPacket packet)
    {
        try
        {
            var sent = Node.Parser.Decode(packet);
            return sent is { Type: SocketIoPacketType.Event, Elements.Count: 0 }
                ? throw new InvalidOperationException("The parser read an event without its name.")
                : sent;
        }
        catch (Exception e)
        {
            _namespace.Report(this, null, SocketErrorPhase.Listener, e);
            return null;
        }
    }

    private void TellListener(Action<string, EventArguments> listener, string name, EventArguments arguments)
    {
        try
        {
            listener(name, arguments);
        }
        catch (Exception e)
        {
            _namespace.Report(this, name, SocketErrorPhase.Listener, e);
        }
    }
}
