using System.Collections.Concurrent;
using System.Reflection;
using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo.Server.Binding;

/// <summary>
/// Makes delegates into handlers. What a method's parameters ask for is found out once for the method, not for each
/// connection that registers it, and called through closed generic types: neither reflection nor boxing at an event.
/// </summary>
internal sealed class EventBinder : IHandlerBinder
{
    private readonly ConcurrentDictionary<(MethodInfo Method, Type Delegate), Invoker> _invokers = new();

    public Handler Bind(Delegate handler, bool once)
    {
        if (!handler.HasSingleTarget)
        {
            throw new ArgumentException("A handler is one method: register the delegates one by one.", nameof(handler));
        }

        var invoker = _invokers.GetOrAdd((handler.Method, handler.GetType()), static key => InvokerFactory.Create(key.Method, key.Delegate));
        return new DelegateHandler(invoker, invoker.Normalize(handler)) { Once = once };
    }

    private sealed class DelegateHandler(Invoker invoker, Delegate handler) : Handler
    {
        public override bool IsAsync => invoker.IsAsync;

        public override ValueTask InvokeAsync(EventContext context) => invoker.InvokeAsync(handler, context);
    }
}
