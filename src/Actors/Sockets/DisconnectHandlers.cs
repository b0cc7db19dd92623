namespace AkkaSocketIo.Actors.Sockets;

/// <summary>What a socket's own handlers do at its end.</summary>
internal sealed class DisconnectHandlers
{
    private readonly Lock _gate = new();

    /// <summary>For <c>disconnecting</c>, while the rooms are known.</summary>
    public Func<DisconnectReason, Task>[] Before { get; private set; } = [];

    /// <summary>For <c>disconnect</c>.</summary>
    public Func<DisconnectReason, Task>[] After { get; private set; } = [];

    public void AddBefore(Action<DisconnectReason> handler) => AddBefore(AsTask(handler));

    public void AddAfter(Action<DisconnectReason> handler) => AddAfter(AsTask(handler));

    public void AddBefore(Func<DisconnectReason, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
        {
            Before = [.. Before, handler];
        }
    }

    public void AddAfter(Func<DisconnectReason, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
        {
            After = [.. After, handler];
        }
    }

    private static Func<DisconnectReason, Task> AsTask(Action<DisconnectReason> handler)
    {
        AsyncVoid.Refused(handler);
        return reason =>
        {
            handler(reason);
            return Task.CompletedTask;
        };
    }
}
