using System.Runtime.CompilerServices;
using Akka.Actor;
using AkkaSocketIo.Actors;

namespace AkkaSocketIo;

/// <summary>
/// The Socket.IO server of an actor system, for its actors:
/// <c>SocketIo.Get(Context.System).Of("/game").To("room").Emit("tick")</c>. Safe from any thread; may be got before the server
/// is started, and used from then on.
/// </summary>
public sealed class SocketIo : IExtension
{
    private readonly ActorSystem _system;
    private SocketIoNode? _node;

    private SocketIo(ActorSystem system) => _system = system;

    /// <summary>The settings in force.</summary>
    /// <exception cref="InvalidOperationException">The actor system has no server.</exception>
    public ISocketIoSettings Settings => Node.Settings;

    private SocketIoNode Node => Volatile.Read(ref _node) ?? throw new InvalidOperationException(
        $"The actor system '{_system.Name}' has no Socket.IO server (yet): add one with services.AddSocketIo(system), or with WithSocketIo() in AddAkka, and map it with app.MapSocketIo().");

    /// <summary>The server of an actor system.</summary>
    public static SocketIo Get(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system.WithExtension<SocketIo, Provider>();
    }

    /// <summary>
    /// A namespace, made if it is not there; a missing slash is put in front of the name. A name with places in it, such as
    /// <c>/tenant/{id}</c>, stands for all namespaces of this form.
    /// </summary>
    /// <exception cref="InvalidOperationException">The actor system has no server.</exception>
    /// <exception cref="ArgumentException">The name has a brace, but is no pattern.</exception>
    public INamespace Of(string name) => Node.Namespaces.OfNameOrTemplate(name);

    /// <summary>The sockets of the namespace <c>/</c> that are in one of these rooms.</summary>
    /// <exception cref="InvalidOperationException">The actor system has no server.</exception>
    public IBroadcastOperator To(params ReadOnlySpan<string> rooms) => Node.Namespaces.Main.To(rooms);

    /// <inheritdoc cref="To"/>
    public IBroadcastOperator In(params ReadOnlySpan<string> rooms) => Node.Namespaces.Main.In(rooms);

    /// <summary>The sockets of the namespace <c>/</c> but those in these rooms.</summary>
    /// <exception cref="InvalidOperationException">The actor system has no server.</exception>
    public IBroadcastOperator Except(params ReadOnlySpan<string> rooms) => Node.Namespaces.Main.Except(rooms);

    /// <inheritdoc cref="IEmitter.Emit(string)"/>
    public void Emit(string eventName) => Node.Namespaces.Main.Emit(eventName);

    /// <inheritdoc cref="IEmitter.Emit(string, object?)"/>
    [OverloadResolutionPriority(1)]
    public void Emit(string eventName, object? argument) => Node.Namespaces.Main.Emit(eventName, argument);

    /// <inheritdoc cref="IEmitter.Emit(string, ReadOnlySpan{object?})"/>
    public void Emit(string eventName, params ReadOnlySpan<object?> arguments) => Node.Namespaces.Main.Emit(eventName, arguments);

    internal void Attach(SocketIoNode node) => Volatile.Write(ref _node, node);

    /// <summary>Unless another server has taken its place.</summary>
    internal void Detach(SocketIoNode node) => Interlocked.CompareExchange(ref _node, null, node);

    private sealed class Provider : ExtensionIdProvider<SocketIo>
    {
        public override SocketIo CreateExtension(ExtendedActorSystem system) => new(system);
    }
}
