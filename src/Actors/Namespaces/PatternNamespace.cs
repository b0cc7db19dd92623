using Akka.Actor;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>The namespaces of a pattern as one, for who names a pattern as others name a namespace.</summary>
internal sealed class PatternNamespace(ParentNamespace parent) : PatternOperator(parent, BroadcastTarget.Everybody), INamespace
{
    private readonly ParentNamespace _parent = parent;

    public ParentNamespace Parent => _parent;

    public IRooms Rooms => throw Refused();

    public string Name => _parent.Series;

    public IReadOnlyDictionary<string, string> Parameters => _parent.ParametersOf("");

    public IReadOnlyCollection<ISocket> Sockets => [.. _parent.Children.SelectMany(c => c.Sockets)];

    public ISocket? Find(string id) => _parent.Children.Select(c => c.Find(id)).FirstOrDefault(s => s is not null);

    public INamespace Use(Func<ISocket, Func<Task>, Task> middleware) => With(_parent.Use(middleware));

    public INamespace UseForEvents(Func<EventPacket, Func<Task>, Task> middleware) => With(_parent.UseForEvents(middleware));

    public INamespace OnConnection(Action<ISocket> handler) => With(_parent.OnConnection(handler));

    public INamespace OnConnection(Func<ISocket, Task> handler) => With(_parent.OnConnection(handler));

    public INamespace OnConnection(Delegate handler) => With(_parent.OnConnection(handler));

    public INamespace HandleWith(Func<ISocket, Props> handler) => With(_parent.HandleWith(handler));

    public INamespace HandleWith(IActorRef receiver) => With(_parent.HandleWith(receiver));

    public INamespace On(string eventName, Delegate handler) => With(_parent.On(eventName, handler));

    public INamespace On(string eventName, Action<EventContext> handler) => With(_parent.On(eventName, handler));

    public INamespace On(string eventName, Func<EventContext, Task> handler) => With(_parent.On(eventName, handler));

    public INamespace OnDisconnecting(Action<ISocket, DisconnectReason> handler) => With(_parent.OnDisconnecting(handler));

    public INamespace OnDisconnecting(Func<ISocket, DisconnectReason, Task> handler) => With(_parent.OnDisconnecting(handler));

    public INamespace OnDisconnect(Action<ISocket, DisconnectReason> handler) => With(_parent.OnDisconnect(handler));

    public INamespace OnDisconnect(Func<ISocket, DisconnectReason, Task> handler) => With(_parent.OnDisconnect(handler));

    public INamespace OnSessionExpired(Action<ExpiredSession> handler) => With(_parent.OnSessionExpired(handler));

    public INamespace OnSessionExpired(Func<ExpiredSession, Task> handler) => With(_parent.OnSessionExpired(handler));

    public INamespace OnError(Action<SocketError> handler) => With(_parent.OnError(handler));

    public INamespace OnError(Func<SocketError, Task> handler) => With(_parent.OnError(handler));

    public INamespace OnServerSideEmit(string eventName, Delegate handler) => throw Refused();

    public void ServerSideEmit(string eventName) => throw Refused();

    public void ServerSideEmit(string eventName, object? argument) => throw Refused();

    public void ServerSideEmit(string eventName, params ReadOnlySpan<object?> arguments) => throw Refused();

    public Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName) => throw Refused();

    public Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName, object? argument) => throw Refused();

    public Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName, params ReadOnlySpan<object?> arguments) => throw Refused();

    public Task<IReadOnlyList<T>> ServerSideEmitWithAckAsync<T>(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        throw Refused();

    private PatternNamespace With(IDynamicNamespace _) => this;
}
