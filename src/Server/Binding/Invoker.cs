using System.Reflection;

namespace AkkaSocketIo.Server.Binding;

/// <summary>Calls the delegates of one type with the values that their parameters ask for.</summary>
internal abstract class Invoker
{
    /// <summary>The handlers return a task.</summary>
    public bool IsAsync { get; set; }

    /// <summary>The type that the call casts to: an <c>Action</c> or a <c>Func</c>.</summary>
    protected abstract Type DelegateType { get; }

    public abstract ValueTask InvokeAsync(Delegate handler, EventContext context);

    /// <summary>A delegate of a method whose first parameter is the instance.</summary>
    public Delegate Open(MethodInfo method) => Delegate.CreateDelegate(DelegateType, method);

    /// <summary>Lambdas with default values or <c>params</c> have delegate types of their own: they become Action or Func here.</summary>
    public Delegate Normalize(Delegate handler) =>
        handler.GetType() == DelegateType ? handler : Delegate.CreateDelegate(DelegateType, handler.Target, handler.Method);
}
