using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Server.Hosting;

namespace AkkaSocketIo;

/// <summary>
/// The Socket.IO server of an application: its main namespace <c>/</c>, and the way to the others. A singleton of the
/// container from <c>AddSocketIo</c> on, for controllers and background services. Handlers may be registered before the
/// server is mapped and afterwards; what is emitted before it is started goes nowhere. Safe from any thread.
/// </summary>
public sealed class SocketIoServer : INamespace
{
    private readonly EngineNode _node;
    private readonly Namespace _main;

    internal SocketIoServer(EngineNode node)
    {
        _node = node;
        _main = node.SocketIo.Namespaces.Main;
    }

    /// <inheritdoc/>
    public string Name => _main.Name;

    /// <inheritdoc/>
    public IReadOnlyCollection<ISocket> Sockets => _main.Sockets;

    /// <summary>A namespace, made if it is not there; a missing slash is put in front of the name.</summary>
    public INamespace Of(string name) => _node.SocketIo.Namespaces.Of(name);

    /// <summary>
    /// The namespaces whose names match: each is made when a client first asks for it. Patterns are asked in the order in
    /// which they were added. A name comes from the client: a pattern should match quickly
    /// (<see cref="RegexOptions.NonBacktracking"/>) and begin with <c>^</c> and end with <c>$</c>.
    /// </summary>
    public IDynamicNamespace Of(Regex pattern) => _node.SocketIo.Namespaces.Of(pattern);

    /// <summary>
    /// Closes all connections with the reason <c>server shutting down</c> and takes no more; clients get no DISCONNECT packet,
    /// so they will try to connect again. Completes when the handlers of the end have run or had their time (<c>close-timeout</c>). A
    /// host that stops does this by itself.
    /// </summary>
    public Task CloseAsync(CancellationToken cancellationToken = default) => _node.CloseSocketIoAsync(cancellationToken);

    /// <inheritdoc/>
    public INamespace Use(Func<ISocket, Func<Task>, Task> middleware) => _main.Use(middleware);

    /// <inheritdoc/>
    public INamespace OnConnection(Action<ISocket> handler) => _main.OnConnection(handler);

    /// <inheritdoc/>
    public INamespace OnConnection(Func<ISocket, Task> handler) => _main.OnConnection(handler);

    /// <inheritdoc/>
    public INamespace On(string eventName, Delegate handler) => _main.On(eventName, handler);

    /// <inheritdoc/>
    public INamespace On(string eventName, Action<EventContext> handler) => _main.On(eventName, handler);

    /// <inheritdoc/>
    public INamespace On(string eventName, Func<EventContext, Task> handler) => _main.On(eventName, handler);

    /// <inheritdoc/>
    public INamespace OnDisconnect(Action<ISocket, DisconnectReason> handler) => _main.OnDisconnect(handler);

    /// <inheritdoc/>
    public INamespace OnDisconnect(Func<ISocket, DisconnectReason, Task> handler) => _main.OnDisconnect(handler);

    /// <inheritdoc/>
    public INamespace OnSessionExpired(Action<ExpiredSession> handler) => _main.OnSessionExpired(handler);

    /// <inheritdoc/>
    public INamespace OnSessionExpired(Func<ExpiredSession, Task> handler) => _main.OnSessionExpired(handler);

    /// <inheritdoc/>
    public INamespace OnError(Action<SocketError> handler) => _main.OnError(handler);

    /// <inheritdoc/>
    public INamespace OnError(Func<SocketError, Task> handler) => _main.OnError(handler);

    /// <inheritdoc/>
    public IBroadcastOperator To(params ReadOnlySpan<string> rooms) => _main.To(rooms);

    /// <inheritdoc/>
    public IBroadcastOperator In(params ReadOnlySpan<string> rooms) => _main.In(rooms);

    /// <inheritdoc/>
    public IBroadcastOperator Except(params ReadOnlySpan<string> rooms) => _main.Except(rooms);

    /// <inheritdoc/>
    public void Emit(string eventName) => _main.Emit(eventName);

    /// <inheritdoc/>
    [OverloadResolutionPriority(1)]
    public void Emit(string eventName, object? argument) => _main.Emit(eventName, argument);

    /// <inheritdoc/>
    public void Emit(string eventName, params ReadOnlySpan<object?> arguments) => _main.Emit(eventName, arguments);

    /// <inheritdoc/>
    public ValueTask EmitAsync(string eventName) => _main.EmitAsync(eventName);

    /// <inheritdoc/>
    [OverloadResolutionPriority(1)]
    public ValueTask EmitAsync(string eventName, object? argument) => _main.EmitAsync(eventName, argument);

    /// <inheritdoc/>
    public ValueTask EmitAsync(string eventName, params ReadOnlySpan<object?> arguments) => _main.EmitAsync(eventName, arguments);

    /// <inheritdoc/>
    public ValueTask EmitAsync(string eventName, ReadOnlySpan<object?> arguments, CancellationToken cancellationToken) =>
        _main.EmitAsync(eventName, arguments, cancellationToken);

    /// <inheritdoc/>
    public Task<int> CountAsync(CancellationToken cancellationToken = default) => _main.CountAsync(cancellationToken);
}
