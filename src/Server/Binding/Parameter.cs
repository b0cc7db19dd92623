using AkkaSocketIo.Actors.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Binding;

/// <summary>Where the value of one parameter comes from.</summary>
internal abstract class Parameter<T>
{
    /// <exception cref="ArgumentBindingException">The client's argument does not fit.</exception>
    public abstract T Get(EventContext context);
}

/// <summary>An argument of the event, by its place.</summary>
/// <param name="index">From 0 on.</param>
/// <param name="mayBeNull">Whether JSON's null fits.</param>
/// <param name="isOptional">Whether the client may leave it out.</param>
/// <param name="fallback">The value then.</param>
internal sealed class ArgumentParameter<T>(int index, bool mayBeNull, bool isOptional, T fallback) : Parameter<T>
{
    public override T Get(EventContext context)
    {
        if (index >= context.ArgumentCount)
        {
            return isOptional ? fallback : throw new ArgumentBindingException(index);
        }

        T? value;
        try
        {
            value = context.Read<T>(index);
        }
        catch (Exception e)
        {
            // Whatever it is, also from a constructor that checks: it was made of what the client sent.
            throw new ArgumentBindingException(index, e);
        }

        return value is not null || mayBeNull ? value! : throw new ArgumentBindingException(index);
    }
}

/// <summary>All arguments from a place on, each as a value: <c>params T[]</c>.</summary>
internal sealed class RestParameter<T>(int index) : Parameter<T[]>
{
    public override T[] Get(EventContext context)
    {
        var values = new T[Math.Max(0, context.ArgumentCount - index)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = new ArgumentParameter<T>(index + i, mayBeNull: true, isOptional: false, default!).Get(context);
        }

        return values;
    }
}

/// <summary>All arguments from a place on, undecoded.</summary>
internal sealed class ArgumentsParameter(int index) : Parameter<EventArguments>
{
    public override EventArguments Get(EventContext context) => context.ArgumentsFrom(index);
}

internal sealed class SocketParameter : Parameter<ISocket>
{
    public override ISocket Get(EventContext context) => context.Socket;
}

internal sealed class NamespaceParameter : Parameter<INamespace>
{
    public override INamespace Get(EventContext context) => context.Namespace;
}

internal sealed class ContextParameter : Parameter<EventContext>
{
    public override EventContext Get(EventContext context) => context;
}

internal sealed class AckParameter : Parameter<Ack>
{
    public override Ack Get(EventContext context) => context.AckOrNone;
}

internal sealed class TokenParameter : Parameter<CancellationToken>
{
    public override CancellationToken Get(EventContext context) => context.Aborted;
}

internal sealed class ServiceParameter<T> : Parameter<T>
    where T : notnull
{
    public override T Get(EventContext context) => context.Services.GetRequiredService<T>();
}

internal sealed class KeyedServiceParameter<T>(object? key) : Parameter<T>
    where T : notnull
{
    public override T Get(EventContext context) => context.Services.GetRequiredKeyedService<T>(key);
}
