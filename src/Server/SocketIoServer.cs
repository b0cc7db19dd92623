using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Akka.Actor;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Server.Hosting;

namespace AkkaSocketIo;

/// <summary>
/// The Socket.IO server of an application: its main namespace <c>/</c>, and the way to the others. A singleton of the
/// container from <c>AddSocketIo</c> on, for controllers and background services. Handlers may be registered before the
/// server is mapped and afterwards; what is emitted before it is started goes nowhere. Safe from any thread.
/// </summary>
public sealed partial class SocketIoServer : INamespace
{
    private readonly EngineNode _node;
    private readonly Namespace _main;

    internal SocketIoServer(EngineNode node)
    {
        _node = node;
        _main = Namespaces.Main;
    }

    internal Namespace Main => _main;

    private NamespaceRegistry Namespaces => _node.SocketIo.Namespaces;

    /// <inheritdoc/>
    public string Name => _main.Name;

    /// <inheritdoc/>
    public IReadOnlyCollection<ISocket> Sockets => _main.Sockets;

    /// <inheritdoc/>
    public ISocket? Find(string id) => _main.Find(id);

    /// <summary>What is in force, of whatever source.</summary>
    public ISocketIoSettings Settings => _node.Settings;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Parameters => _main.Parameters;

    /// <summary>
    /// A namespace, made if it is not there; a missing slash is put in front of the name. A name with places in it, such as
    /// <c>/tenant/{id}</c>, stands for all namespaces of this form: each is made when a client first asks for it, and
    /// what is registered here is for all of them (see <see cref="INamespace.Parameters"/>). They can be emitted to together;
    /// what asks sockets, or awaits them, throws <see cref="NotSupportedException"/>, since nobody is in a pattern.
    /// </summary>
    /// <exception cref="ArgumentException">The name has a brace, but is no pattern.</exception>
    public INamespace Of(string name) => Namespaces.OfNameOrTemplate(name);

    /// <summary>A namespace with options of its own, which are stronger than those from all other sources.</summary>
    /// <param name="name">A name, or a pattern of names.</param>
    /// <param name="configure">Sets the options.</param>
    /// <exception cref="InvalidOperationException">It has other options already, or sockets that use others.</exception>
    /// <exception cref="SocketIoConfigurationException">An option is wrong; the message says the fix.</exception>
    public INamespace Of(string name, Action<NamespaceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(name);
        var own = OptionsLayer.OfNamespace($"Of(\"{name}\", …)", configure);
        return Namespaces.OfNameOrTemplate(name, own);
    }

    /// <summary>The Engine.IO server below: sessions and HTTP requests, not sockets.</summary>
    public IEngineServer Engine => _node.SocketIoEngine.Hooks;

    /// <summary>
    /// The namespaces whose names match: each is made when a client first asks for it. Patterns are asked in the order in
    /// which they were added. A name comes from the client: a pattern should match quickly
    /// (<see cref="RegexOptions.NonBacktracking"/>) and begin with <c>^</c> and end with <c>$</c>.
    /// </summary>
    public IDynamicNamespace Of(Regex pattern) => Namespaces.Of(pattern);

    /// <summary>The namespaces whose names match, with options of their own.</summary>
    /// <inheritdoc cref="Of(Regex)"/>
    public IDynamicNamespace Of(Regex pattern, Action<NamespaceOptions> configure) =>
        Namespaces.Of(pattern, OptionsLayer.OfNamespace($"Of(\"{pattern}\", …)", configure));

    /// <summary>
    /// The namespaces that the application allows: it is asked for a name that is not there yet, with what the client sent with
    /// CONNECT. That client waits, nobody else does; all takes <c>connect-timeout</c> at most. What is thrown is logged, and
    /// allows nothing. A namespace that is there is not asked for again: who may connect to it, its middlewares decide.
    /// </summary>
    /// <param name="allows">Asked for name and auth, on any thread, for many clients at a time.</param>
    public IDynamicNamespace Of(Func<string, JsonElement, ValueTask<bool>> allows) => Namespaces.Of(allows);

    /// <summary>The namespaces that the application allows, with options of their own.</summary>
    /// <inheritdoc cref="Of(Func{string, JsonElement, ValueTask{bool}})"/>
    public IDynamicNamespace Of(Func<string, JsonElement, ValueTask<bool>> allows, Action<NamespaceOptions> configure) =>
        Namespaces.Of(allows, OptionsLayer.OfNamespace("Of(…, …)", configure));

    /// <summary>
    /// Runs for each namespace that is made from now on, by a client or by the application, before anybody can connect to it.
    /// Runs on the maker's thread, one at a time, and must not wait for anything. What it throws is logged.
    /// </summary>
    public SocketIoServer OnNewNamespace(Action<INamespace> handler)
    {
        Namespaces.OnCreated(handler);
        return this;
    }

    /// <summary>
    /// Closes all connections with the reason <c>server shutting down</c> and takes no more; clients get no DISCONNECT packet,
    /// so they will try to connect again. Completes when the handlers of the end have run or had their time (<c>close-timeout</c>). A
    /// host that stops does this by itself.
    /// </summary>
    public Task CloseAsync(CancellationToken cancellationToken = default) => _node.CloseSocketIoAsync(cancellationToken);

    /// <inheritdoc/>
    public INamespace Use(Func<ISocket, Func<Task>, Task> middleware) => _main.Use(middleware);

    /// <inheritdoc/>
    public INamespace UseForEvents(Func<EventPacket, Func<Task>, Task> middleware) => _main.UseForEvents(middleware);

    /// <inheritdoc/>
    public INamespace OnConnection(Action<ISocket> handler) => _main.OnConnection(handler);

    /// <inheritdoc/>
    public INamespace OnConnection(Func<ISocket, Task> handler) => _main.OnConnection(handler);

    /// <inheritdoc/>
    public INamespace OnConnection(Delegate handler) => _main.OnConnection(handler);

    /// <inheritdoc/>
    public INamespace On(string eventName, Delegate handler) => _main.On(eventName, handler);

    /// <inheritdoc/>
    public INamespace On(string eventName, Action<EventContext> handler) => _main.On(eventName, handler);

    /// <inheritdoc/>
    public INamespace On(string eventName, Func<EventContext, Task> handler) => _main.On(eventName, handler);

    /// <inheritdoc/>
    public INamespace OnDisconnecting(Action<ISocket, DisconnectReason> handler) => _main.OnDisconnecting(handler);

    /// <inheritdoc/>
    public INamespace OnDisconnecting(Func<ISocket, DisconnectReason, Task> handler) => _main.OnDisconnecting(handler);

    /// <inheritdoc/>
    public INamespace OnDisconnect(Action<ISocket, DisconnectReason> handler) => _main.OnDisconnect(handler);

    /// <inheritdoc/>
    public INamespace OnDisconnect(Func<ISocket, DisconnectReason, Task> handler) => _main.OnDisconnect(handler);

    /// <inheritdoc/>
    public INamespace HandleWith(Func<ISocket, Props> handler) => _main.HandleWith(handler);

    /// <inheritdoc/>
    public INamespace HandleWith(IActorRef receiver) => _main.HandleWith(receiver);

    /// <inheritdoc/>
    public INamespace OnSessionExpired(Action<ExpiredSession> handler) => _main.OnSessionExpired(handler);

    /// <inheritdoc/>
    public INamespace OnSessionExpired(Func<ExpiredSession, Task> handler) => _main.OnSessionExpired(handler);

    /// <inheritdoc/>
    public INamespace OnError(Action<SocketError> handler) => _main.OnError(handler);

    /// <inheritdoc/>
    public INamespace OnError(Func<SocketError, Task> handler) => _main.OnError(handler);

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
}
