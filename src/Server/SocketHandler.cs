namespace AkkaSocketIo;

/// <summary>
/// Handles the events of a namespace's sockets by methods with <see cref="OnAttribute"/>. There is one instance for each
/// event, made in a scope of its own, so a constructor may take scoped services; it is disposed, if it can be, when the
/// method has finished. Nothing is kept in it between two events: what belongs to a socket goes into its
/// <see cref="IRemoteSocket.Data"/> or <see cref="ISocket.Items"/>. Parameters and results of the methods are those of
/// <see cref="ISocket.On(string, Delegate)"/>.
/// </summary>
public abstract class SocketHandler
{
    private ISocket? _socket;
    private EventContext? _context;

    /// <summary>The socket. Not there yet in the constructor.</summary>
    protected ISocket Socket => _socket ?? throw new InvalidOperationException($"The constructor of {GetType().Name} has no socket yet: use it in the method that handles the event.");

    /// <summary>The socket's namespace.</summary>
    protected INamespace Namespace => Socket.Namespace;

    /// <summary>The event that is handled.</summary>
    /// <exception cref="InvalidOperationException">In the constructor, and where no event is handled: <c>OnConnectedAsync</c> and the like.</exception>
    protected EventContext Context => _context ?? throw new InvalidOperationException($"{GetType().Name} handles no event now: only methods with [On] have a Context.");

    /// <summary>Fires when the socket has ended, so it has fired in <c>OnDisconnectingAsync</c> and <c>OnDisconnectedAsync</c>.</summary>
    protected CancellationToken Aborted => Socket.Aborted;

    /// <summary>Runs for each socket that has connected; its events wait for the task.</summary>
    public virtual Task OnConnectedAsync() => Task.CompletedTask;

    /// <summary>Runs when the socket has ended, while its rooms are still known.</summary>
    /// <param name="reason">Why it ended.</param>
    public virtual Task OnDisconnectingAsync(DisconnectReason reason) => Task.CompletedTask;

    /// <summary>Runs when the socket has ended and left its rooms.</summary>
    /// <param name="reason">Why it ended.</param>
    public virtual Task OnDisconnectedAsync(DisconnectReason reason) => Task.CompletedTask;

    internal void Attach(ISocket socket, EventContext? context) => (_socket, _context) = (socket, context);
}
