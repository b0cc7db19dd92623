using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Actors.Sockets.Receivers;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>What an application has registered with a namespace. Lists are replaced, never changed: who reads one keeps it.</summary>
internal sealed class Registrations(IHandlerBinder binder)
{
    private readonly Lock _gate = new();

    public IHandlerBinder Binder => binder;

    public HandlerTable Events { get; } = new();

    public Func<ISocket, Func<Task>, Task>[] Middlewares { get; private set; } = [];

    public Func<EventPacket, Func<Task>, Task>[] EventMiddlewares { get; private set; } = [];

    public Func<ISocket, Task>[] Connection { get; private set; } = [];

    public Func<ISocket, DisconnectReason, Task>[] Disconnecting { get; private set; } = [];

    public Func<ISocket, DisconnectReason, Task>[] Disconnect { get; private set; } = [];

    public Func<ExpiredSession, Task>[] Expired { get; private set; } = [];

    public Func<SocketError, Task>[] Errors { get; private set; } = [];

    /// <summary>The actor that is told all events; null: there is none.</summary>
    public HandlerActor? Actor { get; private set; }

    public void HandleWith(HandlerActor actor)
    {
        lock (_gate)
        {
            Actor = Actor is null ? actor : throw new InvalidOperationException("HandleWith has been called for this namespace: its sockets have one handler actor, which can forward to others.");
        }
    }

    public void Use(Func<ISocket, Func<Task>, Task> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        lock (_gate)
        {
            Middlewares = [.. Middlewares, middleware];
        }
    }

    public void UseForEvents(Func<EventPacket, Func<Task>, Task> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        lock (_gate)
        {
            EventMiddlewares = [.. EventMiddlewares, middleware];
        }
    }

    public void OnConnection(Action<ISocket> handler)
    {
        AsyncVoid.Refused(handler);
        OnConnection(socket =>
        {
            handler(socket);
            return Task.CompletedTask;
        });
    }

    public void OnConnection(Func<ISocket, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
        {
            Connection = [.. Connection, handler];
        }
    }

    public void OnDisconnecting(Action<ISocket, DisconnectReason> handler)
    {
        AsyncVoid.Refused(handler);
        OnDisconnecting((socket, reason) =>
        {
            handler(socket, reason);
            return Task.CompletedTask;
        });
    }

    public void OnDisconnecting(Func<ISocket, DisconnectReason, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
        {
            Disconnecting = [.. Disconnecting, handler];
        }
    }

    public void OnConnection(Delegate handler) => OnConnection(binder.BindConnection(AsyncVoid.Refused(handler)));

    public void OnDisconnect(Action<ISocket, DisconnectReason> handler)
    {
        AsyncVoid.Refused(handler);
        OnDisconnect((socket, reason) =>
        {
            handler(socket, reason);
            return Task.CompletedTask;
        });
    }

    public void OnDisconnect(Func<ISocket, DisconnectReason, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
        {
            Disconnect = [.. Disconnect, handler];
        }
    }

    public void OnSessionExpired(Action<ExpiredSession> handler)
    {
        AsyncVoid.Refused(handler);
        OnSessionExpired(session =>
        {
            handler(session);
            return Task.CompletedTask;
        });
    }

    public void OnSessionExpired(Func<ExpiredSession, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
        {
            Expired = [.. Expired, handler];
        }
    }

    public void OnError(Action<SocketError> handler)
    {
        AsyncVoid.Refused(handler);
        OnError(error =>
        {
            handler(error);
            return Task.CompletedTask;
        });
    }

    public void OnError(Func<SocketError, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
        {
            Errors = [.. Errors, handler];
        }
    }

    public void On(string eventName, Delegate handler) => Events.Add(eventName, binder.Bind(AsyncVoid.Refused(handler), once: false));

    public void On(string eventName, Action<EventContext> handler) => Events.Add(eventName, new ContextHandler(AsyncVoid.Refused(handler)));

    public void On(string eventName, Func<EventContext, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Events.Add(eventName, new AsyncContextHandler(handler));
    }

    /// <summary>A namespace that belongs to this one begins with what is registered here now.</summary>
    public void CopyTo(Registrations child)
    {
        lock (child._gate)
        {
            child.Middlewares = [.. Middlewares, .. child.Middlewares];
            child.EventMiddlewares = [.. EventMiddlewares, .. child.EventMiddlewares];
            child.Connection = [.. Connection, .. child.Connection];
            child.Disconnecting = [.. Disconnecting, .. child.Disconnecting];
            child.Disconnect = [.. Disconnect, .. child.Disconnect];
            child.Expired = [.. Expired, .. child.Expired];
            child.Errors = [.. Errors, .. child.Errors];
            child.Actor ??= Actor;
        }

        Events.CopyTo(child.Events);
    }
}
