using System.Collections.Concurrent;
using System.Reflection;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Server.Binding;

/// <summary>
/// Makes delegates into handlers. What a method's parameters ask for is found out once for the method, not for each
/// connection that registers it, and called through closed generic types: neither reflection nor boxing at an event.
/// </summary>
internal sealed class EventBinder(IServiceProvider services) : IHandlerBinder
{
    // A socket's beginning has services and no arguments.
    private static readonly SocketIoPacket s_noEvent = new() { Type = SocketIoPacketType.Event, Namespace = "/" };

    private readonly ConcurrentDictionary<(MethodInfo Method, Type Delegate), Invoker> _invokers = new();

    public IServiceProvider Services => services;

    public Handler Bind(Delegate handler, bool once)
    {
        var invoker = Find(handler);
        return new DelegateHandler(invoker, invoker.Normalize(handler)) { Once = once };
    }

    public Func<ISocket, Task> BindConnection(Delegate handler)
    {
        var invoker = Find(handler);
        InvokerFactory.CheckConnection(handler.Method);
        var normalized = invoker.Normalize(handler);
        return async socket =>
        {
            var context = new EventContext((Socket)socket, s_noEvent, "connection");
            try
            {
                await invoker.InvokeAsync(normalized, context).ConfigureAwait(false);
            }
            finally
            {
                await context.DisposeScopeAsync().ConfigureAwait(false);
            }
        };
    }

    /// <summary>Binds a method of a class; the instance that it is called on is asked of a parameter.</summary>
    /// <exception cref="ArgumentException">A parameter cannot be filled from an event.</exception>
    public static Handler BindMethod<T>(MethodInfo method, Type type, Parameter<T> instance)
    {
        var invoker = InvokerFactory.Create(method, type, instance);
        return new DelegateHandler(invoker, invoker.Open(method));
    }

    private Invoker Find(Delegate handler) =>
        handler.HasSingleTarget
            ? _invokers.GetOrAdd((handler.Method, handler.GetType()), static key => InvokerFactory.Create(key.Method, key.Delegate))
            : throw new ArgumentException("A handler is one method: register the delegates one by one.", nameof(handler));

    private sealed class DelegateHandler(Invoker invoker, Delegate handler) : Handler
    {
        public override bool IsAsync => invoker.IsAsync;

        public override ValueTask InvokeAsync(EventContext context) => invoker.InvokeAsync(handler, context);
    }
}
