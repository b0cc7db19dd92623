namespace AkkaSocketIo.Server.Binding;

// One class for each number of parameters: the price of calls without boxing and without reflection.
internal sealed class ActionInvoker() : Invoker
{
    protected override Type DelegateType => typeof(Action);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context)
    {
        ((Action)handler)();
        return default;
    }
}

internal sealed class ActionInvoker<T1>(Parameter<T1> p1) : Invoker
{
    protected override Type DelegateType => typeof(Action<T1>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context)
    {
        ((Action<T1>)handler)(p1.Get(context));
        return default;
    }
}

internal sealed class ActionInvoker<T1, T2>(Parameter<T1> p1, Parameter<T2> p2) : Invoker
{
    protected override Type DelegateType => typeof(Action<T1, T2>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context)
    {
        ((Action<T1, T2>)handler)(p1.Get(context), p2.Get(context));
        return default;
    }
}

internal sealed class ActionInvoker<T1, T2, T3>(Parameter<T1> p1, Parameter<T2> p2, Parameter<T3> p3) : Invoker
{
    protected override Type DelegateType => typeof(Action<T1, T2, T3>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context)
    {
        ((Action<T1, T2, T3>)handler)(p1.Get(context), p2.Get(context), p3.Get(context));
        return default;
    }
}

internal sealed class ActionInvoker<T1, T2, T3, T4>(Parameter<T1> p1, Parameter<T2> p2, Parameter<T3> p3, Parameter<T4> p4) : Invoker
{
    protected override Type DelegateType => typeof(Action<T1, T2, T3, T4>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context)
    {
        ((Action<T1, T2, T3, T4>)handler)(p1.Get(context), p2.Get(context), p3.Get(context), p4.Get(context));
        return default;
    }
}

internal sealed class ActionInvoker<T1, T2, T3, T4, T5>(Parameter<T1> p1, Parameter<T2> p2, Parameter<T3> p3, Parameter<T4> p4, Parameter<T5> p5) : Invoker
{
    protected override Type DelegateType => typeof(Action<T1, T2, T3, T4, T5>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context)
    {
        ((Action<T1, T2, T3, T4, T5>)handler)(p1.Get(context), p2.Get(context), p3.Get(context), p4.Get(context), p5.Get(context));
        return default;
    }
}

internal sealed class ActionInvoker<T1, T2, T3, T4, T5, T6>(Parameter<T1> p1, Parameter<T2> p2, Parameter<T3> p3, Parameter<T4> p4, Parameter<T5> p5, Parameter<T6> p6) : Invoker
{
    protected override Type DelegateType => typeof(Action<T1, T2, T3, T4, T5, T6>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context)
    {
        ((Action<T1, T2, T3, T4, T5, T6>)handler)(p1.Get(context), p2.Get(context), p3.Get(context), p4.Get(context), p5.Get(context), p6.Get(context));
        return default;
    }
}

internal sealed class ActionInvoker<T1, T2, T3, T4, T5, T6, T7>(Parameter<T1> p1, Parameter<T2> p2, Parameter<T3> p3, Parameter<T4> p4, Parameter<T5> p5, Parameter<T6> p6, Parameter<T7> p7) : Invoker
{
    protected override Type DelegateType => typeof(Action<T1, T2, T3, T4, T5, T6, T7>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context)
    {
        ((Action<T1, T2, T3, T4, T5, T6, T7>)handler)(p1.Get(context), p2.Get(context), p3.Get(context), p4.Get(context), p5.Get(context), p6.Get(context), p7.Get(context));
        return default;
    }
}

internal sealed class ActionInvoker<T1, T2, T3, T4, T5, T6, T7, T8>(Parameter<T1> p1, Parameter<T2> p2, Parameter<T3> p3, Parameter<T4> p4, Parameter<T5> p5, Parameter<T6> p6, Parameter<T7> p7, Parameter<T8> p8) : Invoker
{
    protected override Type DelegateType => typeof(Action<T1, T2, T3, T4, T5, T6, T7, T8>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context)
    {
        ((Action<T1, T2, T3, T4, T5, T6, T7, T8>)handler)(p1.Get(context), p2.Get(context), p3.Get(context), p4.Get(context), p5.Get(context), p6.Get(context), p7.Get(context), p8.Get(context));
        return default;
    }
}
