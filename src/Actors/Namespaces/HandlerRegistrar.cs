using Akka.Actor;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Actors.Sockets.Receivers;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>What takes an application's handlers and returns itself, so that one call follows the other.</summary>
internal abstract class HandlerRegistrar<TSelf>(IHandlerBinder binder) : Emitter
{
    public Registrations Handlers { get; } = new(binder);

    protected abstract TSelf Self { get; }

    public TSelf Use(Func<ISocket, Func<Task>, Task> middleware)
    {
        Handlers.Use(middleware);
        return Self;
    }

    public TSelf UseForEvents(Func<EventPacket, Func<Task>, Task> middleware)
    {
        Handlers.UseForEvents(middleware);
        return Self;
    }

    public TSelf OnConnection(Action<ISocket> handler)
    {
        Handlers.OnConnection(handler);
        return Self;
    }

    public TSelf OnConnection(Func<ISocket, Task> handler)
    {
        Handlers.OnConnection(handler);
        return Self;
    }

    public TSelf OnConnection(Delegate handler)
    {
        Handlers.OnConnection(handler);
        return Self;
    }

    public TSelf On(string eventName, Delegate handler)
    {
        Handlers.On(eventName, handler);
        return Self;
    }

    public TSelf On(string eventName, Action<EventContext> handler)
    {
        Handlers.On(eventName, handler);
        return Self;
    }

    public TSelf On(string eventName, Func<EventContext, Task> handler)
    {
        Handlers.On(eventName, handler);
        return Self;
    }

    public TSelf OnDisconnecting(Action<ISocket, DisconnectReason> handler)
    {
        Handlers.OnDisconnecting(handler);
        return Self;
    }

    public TSelf OnDisconnecting(Func<ISocket, DisconnectReason, Task> handler)
    {
        Handlers.OnDisconnecting(handler);
        return Self;
    }

    public TSelf OnDisconnect(Action<ISocket, DisconnectReason> handler)
    {
        Handlers.OnDisconnect(handler);
        return Self;
    }

    public TSelf OnDisconnect(Func<ISocket, DisconnectReason, Task> handler)
    {
        Handlers.OnDisconnect(handler);
        return Self;
    }

    public TSelf HandleWith(Func<ISocket, Props> handler)
    {
        Handlers.HandleWith(new HandlerActor(handler));
        return Self;
    }

    public TSelf HandleWith(IActorRef receiver)
    {
        Handlers.HandleWith(new HandlerActor(receiver));
        return Self;
    }

    public TSelf OnSessionExpired(Action<ExpiredSession> handler)
    {
        Handlers.OnSessionExpired(handler);
        return Self;
    }

    public TSelf OnSessionExpired(Func<ExpiredSession, Task> handler)
    {
        Handlers.OnSessionExpired(handler);
        return Self;
    }

    public TSelf OnError(Action<SocketError> handler)
    {
        Handlers.OnError(handler);
        return Self;
    }

    public TSelf OnError(Func<SocketError, Task> handler)
    {
        Handlers.OnError(handler);
        return Self;
    }
}
