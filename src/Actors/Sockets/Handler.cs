namespace AkkaSocketIo.Actors.Sockets;

/// <summary>What runs for an event.</summary>
internal abstract class Handler
{
    private int _ran;

    /// <summary>It returns a task, so it needs a turn that can be given up.</summary>
    public abstract bool IsAsync { get; }

    public bool Once { get; init; }

    /// <summary>Runs it, and acknowledges with what it returns.</summary>
    /// <exception cref="ArgumentBindingException">The event's arguments do not fit; the handler was not called.</exception>
    public abstract ValueTask InvokeAsync(EventContext context);

    /// <summary>False for the second run of a handler that is for once.</summary>
    public bool MayRun() => !Once || Interlocked.Exchange(ref _ran, 1) == 0;
}

internal sealed class ContextHandler(Action<EventContext> handler) : Handler
{
    public override bool IsAsync => false;

    public override ValueTask InvokeAsync(EventContext context)
    {
        handler(context);
        return default;
    }
}

internal sealed class AsyncContextHandler(Func<EventContext, Task> handler) : Handler
{
    public override bool IsAsync => true;

    public override ValueTask InvokeAsync(EventContext context) => new(handler(context));
}

/// <summary>Makes a delegate with typed parameters into a handler: the floor above knows how.</summary>
internal interface IHandlerBinder
{
    /// <exception cref="ArgumentException">A parameter cannot be filled from an event.</exception>
    Handler Bind(Delegate handler, bool once);

    /// <summary>For what runs when a socket has connected: with services in a scope of its own, and without arguments.</summary>
    /// <exception cref="ArgumentException">A parameter cannot be filled.</exception>
    Func<ISocket, Task> BindConnection(Delegate handler);
}

/// <summary>The client's arguments do not fit the handler.</summary>
internal sealed class ArgumentBindingException : Exception
{
    /// <param name="index">The argument's, from 0 on.</param>
    /// <param name="inner">What does not fit.</param>
    public ArgumentBindingException(int index, Exception? inner = null)
        : base($"invalid argument {index + 1}", inner)
    {
    }

    /// <param name="name">The place in the namespace's name.</param>
    /// <param name="inner">What does not fit.</param>
    public ArgumentBindingException(string name, Exception inner)
        : base($"invalid {name}", inner)
    {
    }
}

/// <summary>What a handler returned could not be written as JSON.</summary>
internal sealed class AckEncodingException(Exception inner) : Exception(inner.Message, inner);
