using System.Reflection;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Binding;

/// <summary>
/// Makes a class into handlers: each of its methods is bound once, as that of a delegate whose first parameter is the
/// instance. All is looked at before anything is registered.
/// </summary>
internal static class HandlerClass<THandler>
    where THandler : SocketHandler
{
    /// <exception cref="ArgumentException">The class cannot handle events as it is.</exception>
    public static void Register(Registrations registrations)
    {
        var services = ((EventBinder)registrations.Binder).Services;
        var methods = HandlerMethods.Of(typeof(THandler));
        ServiceCheck.Of(typeof(THandler), methods.Select(m => m.Method), services);
        var activator = new HandlerActivator<THandler>(services);
        var instance = new HandlerParameter<THandler>(activator);
        var bound = methods.ConvertAll(m => (m.Event, Handler: Bind(m.Method, instance)));

        foreach (var (name, handler) in bound)
        {
            registrations.Events.Add(name, handler);
        }

        RegisterLifecycle(registrations, activator);
    }

    private static Handler Bind(MethodInfo method, HandlerParameter<THandler> instance)
    {
        try
        {
            return EventBinder.BindMethod(method, typeof(THandler), instance);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{HandlerMethods.Name(method)} cannot handle an event. {e.Message}", e);
        }
    }

    /// <summary>What the class does not override costs nothing.</summary>
    private static void RegisterLifecycle(Registrations registrations, HandlerActivator<THandler> activator)
    {
        var isTold = Overrides(nameof(SocketHandler.OnConnectedAsync));
        var isToldBefore = Overrides(nameof(SocketHandler.OnDisconnectingAsync));
        if (isTold || isToldBefore)
        {
            registrations.OnConnection(socket =>
            {
                if (isToldBefore)
                {
                    socket.OnDisconnecting(reason => activator.RunAsync(socket, h => h.OnDisconnectingAsync(reason)));
                }

                return isTold ? activator.RunAsync(socket, static h => h.OnConnectedAsync()) : Task.CompletedTask;
            });
        }

        if (Overrides(nameof(SocketHandler.OnDisconnectedAsync)))
        {
            registrations.OnDisconnect((socket, reason) => activator.RunAsync(socket, h => h.OnDisconnectedAsync(reason)));
        }
    }

    private static bool Overrides(string name) => typeof(THandler).GetMethod(name)!.DeclaringType != typeof(SocketHandler);
}

/// <summary>The instance that an event's method is called on.</summary>
internal sealed class HandlerParameter<THandler>(HandlerActivator<THandler> activator) : Parameter<THandler>
    where THandler : SocketHandler
{
    public override THandler Get(EventContext context) => activator.Create(context);
}

/// <summary>Makes instances of a handler class with the services of a scope. Its constructor is looked up once.</summary>
internal sealed class HandlerActivator<THandler>
    where THandler : SocketHandler
{
    private static readonly bool s_isDisposable = typeof(IDisposable).IsAssignableFrom(typeof(THandler)) || typeof(IAsyncDisposable).IsAssignableFrom(typeof(THandler));

    private readonly ObjectFactory<THandler> _create;
    private readonly IServiceProvider _services;

    /// <exception cref="ArgumentException">No constructor can be chosen.</exception>
    public HandlerActivator(IServiceProvider services)
    {
        _services = services;
        try
        {
            _create = ActivatorUtilities.CreateFactory<THandler>([]);
        }
        catch (InvalidOperationException e)
        {
            throw new ArgumentException($"{typeof(THandler).Name} needs one public constructor, or one with [ActivatorUtilitiesConstructor].", e);
        }
    }

    public THandler Create(EventContext context)
    {
        var handler = _create(context.Services, []);
        if (s_isDisposable)
        {
            context.Own(handler);
        }

        handler.Attach(context.Socket, context);
        return handler;
    }

    /// <summary>Runs what belongs to no event, in a scope of its own.</summary>
    public async Task RunAsync(ISocket socket, Func<THandler, Task> run)
    {
        var scope = _services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var handler = _create(scope.ServiceProvider, []);
            handler.Attach(socket, null);
            try
            {
                await run(handler).ConfigureAwait(false);
            }
            finally
            {
                await Owned.DisposeAsync(handler).ConfigureAwait(false);
            }
        }
    }
}
