using System.Runtime.CompilerServices;

namespace AkkaSocketIo;

/// <summary>
/// Namespaces that are made when a client first connects to one of them. Each takes over the handlers that are
/// registered here at that time.
/// </summary>
public interface IDynamicNamespace
{
    /// <inheritdoc cref="INamespace.Use"/>
    IDynamicNamespace Use(Func<ISocket, Func<Task>, Task> middleware);

    /// <inheritdoc cref="INamespace.OnConnection(Action{ISocket})"/>
    IDynamicNamespace OnConnection(Action<ISocket> handler);

    /// <inheritdoc cref="INamespace.OnConnection(Func{ISocket, Task})"/>
    IDynamicNamespace OnConnection(Func<ISocket, Task> handler);

    /// <inheritdoc cref="INamespace.On(string, Delegate)"/>
    IDynamicNamespace On(string eventName, Delegate handler);

    /// <inheritdoc cref="INamespace.On(string, Action{EventContext})"/>
    IDynamicNamespace On(string eventName, Action<EventContext> handler);

    /// <inheritdoc cref="INamespace.On(string, Func{EventContext, Task})"/>
    IDynamicNamespace On(string eventName, Func<EventContext, Task> handler);

    /// <inheritdoc cref="INamespace.OnDisconnect(Action{ISocket, DisconnectReason})"/>
    IDynamicNamespace OnDisconnect(Action<ISocket, DisconnectReason> handler);

    /// <inheritdoc cref="INamespace.OnDisconnect(Func{ISocket, DisconnectReason, Task})"/>
    IDynamicNamespace OnDisconnect(Func<ISocket, DisconnectReason, Task> handler);

    /// <inheritdoc cref="INamespace.OnError(Action{SocketError})"/>
    IDynamicNamespace OnError(Action<SocketError> handler);

    /// <inheritdoc cref="INamespace.OnError(Action{SocketError})"/>
    IDynamicNamespace OnError(Func<SocketError, Task> handler);

    /// <summary>The sockets that are in one of these rooms of whichever of the namespaces.</summary>
    IBroadcastOperator To(params ReadOnlySpan<string> rooms);

    /// <summary>The same as <see cref="To"/>.</summary>
    IBroadcastOperator In(params ReadOnlySpan<string> rooms);

    /// <summary>The sockets of all the namespaces but those in these rooms.</summary>
    IBroadcastOperator Except(params ReadOnlySpan<string> rooms);

    /// <inheritdoc cref="IBroadcastOperator.Emit(string)"/>
    void Emit(string eventName);

    /// <inheritdoc cref="IBroadcastOperator.Emit(string, object?)"/>
    [OverloadResolutionPriority(1)]
    void Emit(string eventName, object? argument);

    /// <inheritdoc cref="IBroadcastOperator.Emit(string, ReadOnlySpan{object?})"/>
    void Emit(string eventName, params ReadOnlySpan<object?> arguments);
}
