using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Server.Binding;

namespace AkkaSocketIo;

/// <summary>Handler classes for namespaces.</summary>
public static class SocketHandlerExtensions
{
    /// <summary>
    /// Handles the events of the namespace's sockets with a class, beside other handlers of the same events: each instance is made
    /// with the services of its event's scope.
    /// </summary>
    /// <typeparam name="THandler">The class; its methods with <see cref="OnAttribute"/> handle events.</typeparam>
    /// <exception cref="ArgumentException">The class cannot handle events as it is; the message names the method and the fix.</exception>
    public static INamespace HandleWith<THandler>(this INamespace nsp)
        where THandler : SocketHandler
    {
        ArgumentNullException.ThrowIfNull(nsp);
        var registrations = nsp switch
        {
            SocketIoServer server => server.Main.Handlers,
            Namespace own => own.Handlers,
            PatternNamespace pattern => pattern.Parent.Handlers,
            _ => throw new ArgumentException($"{nsp.GetType()} is no namespace of a SocketIoServer.", nameof(nsp)),
        };
        HandlerClass<THandler>.Register(registrations);
        return nsp;
    }

    /// <summary>Handles the events of the sockets of all these namespaces with a class.</summary>
    /// <inheritdoc cref="HandleWith{THandler}(INamespace)"/>
    public static IDynamicNamespace HandleWith<THandler>(this IDynamicNamespace namespaces)
        where THandler : SocketHandler
    {
        ArgumentNullException.ThrowIfNull(namespaces);
        var parent = namespaces as ParentNamespace
            ?? throw new ArgumentException($"{namespaces.GetType()} is no namespace of a SocketIoServer.", nameof(namespaces));
        HandlerClass<THandler>.Register(parent.Handlers);
        return namespaces;
    }
}
