namespace AkkaSocketIo.Server.Binding;

// One class for each number of parameters, as for those that return nothing.
internal sealed class FuncInvoker<TResult>(Result<TResult> result) : Invoker
{
    protected override Type DelegateType => typeof(Func<TResult>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context) =>
        result.CompleteAsync(((Func<TResult>)handler)(), context);
}

internal sealed class FuncInvoker<T1, TResult>(Result<TResult> result, Parameter<T1> p1) : Invoker
{
    protected override Type DelegateType => typeof(Func<T1, TResult>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context) =>
        result.CompleteAsync(((Func<T1, TResult>)handler)(p1.Get(context)), context);
}

internal sealed class FuncInvoker<T1, T2, TResult>(Result<TResult> result, Parameter<T1> p1, Parameter<T2> p2) : Invoker
{
    protected override Type DelegateType => typeof(Func<T1, T2, TResult>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context) =>
        result.CompleteAsync(((Func<T1, T2, TResult>)handler)(p1.Get(context), p2.Get(context)), context);
}

internal sealed class FuncInvoker<T1, T2, T3, TResult>(Result<TResult> result, Parameter<T1> p1, Parameter<T2> p2, Parameter<T3> p3) : Invoker
{
    protected override Type DelegateType => typeof(Func<T1, T2, T3, TResult>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context) =>
        result.CompleteAsync(((Func<T1, T2, T3, TResult>)handler)(p1.Get(context), p2.Get(context), p3.Get(context)), context);
}

internal sealed class FuncInvoker<T1, T2, T3, T4, TResult>(Result<TResult> result, Parameter<T1> p1, Parameter<T2> p2, Parameter<T3> p3, Parameter<T4> p4) : Invoker
{
    protected override Type DelegateType => typeof(Func<T1, T2, T3, T4, TResult>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context) =>
        result.CompleteAsync(((Func<T1, T2, T3, T4, TResult>)handler)(p1.Get(context), p2.Get(context), p3.Get(context), p4.Get(context)), context);
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, TResult>(Result<TResult> result, Parameter<T1> p1, Parameter<T2> p2, Parameter<T3> p3, Parameter<T4> p4, Parameter<T5> p5) : Invoker
{
    protected override Type DelegateType => typeof(Func<T1, T2, T3, T4, T5, TResult>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context) =>
        result.CompleteAsync(((Func<T1, T2, T3, T4, T5, TResult>)handler)(p1.Get(context), p2.Get(context), p3.Get(context), p4.Get(context), p5.Get(context)), context);
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, T6, TResult>(Result<TResult> result, Parameter<T1> p1, Parameter<T2> p2, Parameter<T3> p3, Parameter<T4> p4, Parameter<T5> p5, Parameter<T6> p6) : Invoker
{
    protected override Type DelegateType => typeof(Func<T1, T2, T3, T4, T5, T6, TResult>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context) =>
        result.CompleteAsync(((Func<T1, T2, T3, T4, T5, T6, TResult>)handler)(p1.Get(context), p2.Get(context), p3.Get(context), p4.Get(context), p5.Get(context), p6.Get(context)), context);
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, T6, T7, TResult>(Result<TResult> result, Parameter<T1> p1, Parameter<T2> p2, Parameter<T3> p3, Parameter<T4> p4, Parameter<T5> p5, Parameter<T6> p6, Parameter<T7> p7) : Invoker
{
    protected override Type DelegateType => typeof(Func<T1, T2, T3, T4, T5, T6, T7, TResult>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context) =>
        result.CompleteAsync(((Func<T1, T2, T3, T4, T5, T6, T7, TResult>)handler)(p1.Get(context), p2.Get(context), p3.Get(context), p4.Get(context), p5.Get(context), p6.Get(context), p7.Get(context)), context);
}

internal sealed class FuncInvoker<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Result<TResult> result, Parameter<T1> p1, Parameter<T2> p2, Parameter<T3> p3, Parameter<T4> p4, Parameter<T5> p5, Parameter<T6> p6, Parameter<T7> p7, Parameter<T8> p8) : Invoker
{
    protected override Type DelegateType => typeof(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>);

    public override ValueTask InvokeAsync(Delegate handler, EventContext context) =>
        result.CompleteAsync(((Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult>)handler)(p1.Get(context), p2.Get(context), p3.Get(context), p4.Get(context), p5.Get(context), p6.Get(context), p7.Get(context), p8.Get(context)), context);
}
