using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Binding;

/// <summary>Reads a method's signature and closes the generic types that call it.</summary>
internal static class InvokerFactory
{
    private static readonly Type[] s_actions =
    [
        typeof(ActionInvoker), typeof(ActionInvoker<>), typeof(ActionInvoker<,>), typeof(ActionInvoker<,,>), typeof(ActionInvoker<,,,>),
        typeof(ActionInvoker<,,,,>), typeof(ActionInvoker<,,,,,>), typeof(ActionInvoker<,,,,,,>), typeof(ActionInvoker<,,,,,,,>),
    ];

    private static readonly Type[] s_funcs =
    [
        typeof(FuncInvoker<>), typeof(FuncInvoker<,>), typeof(FuncInvoker<,,>), typeof(FuncInvoker<,,,>), typeof(FuncInvoker<,,,,>),
        typeof(FuncInvoker<,,,,,>), typeof(FuncInvoker<,,,,,,>), typeof(FuncInvoker<,,,,,,,>), typeof(FuncInvoker<,,,,,,,,>),
    ];

    /// <exception cref="ArgumentException">A parameter cannot be filled from an event.</exception>
    public static Invoker Create(MethodInfo method, Type delegateType)
    {
        // The delegate's own signature counts; names, attributes and defaults stand at the method, if it is of the same shape.
        var invoke = delegateType.GetMethod("Invoke")!;
        var signature = invoke.GetParameters();
        var described = method.GetParameters().Length == signature.Length ? method.GetParameters() : signature;
        if (signature.Length >= s_actions.Length)
        {
            throw new ArgumentException($"A handler can have {s_actions.Length - 1} parameters; {Name(method)} has {signature.Length}. Take EventArguments for the rest.");
        }

        var types = signature.Select(p => p.ParameterType).ToArray();
        return Close(types, CreateParameters(types, described, method), invoke.ReturnType);
    }

    /// <summary>For a method of a class: the instance is the delegate's first parameter.</summary>
    /// <exception cref="ArgumentException">A parameter cannot be filled from an event.</exception>
    public static Invoker Create(MethodInfo method, Type type, object instance)
    {
        var parameters = method.GetParameters();
        if (parameters.Length >= s_actions.Length - 1)
        {
            throw new ArgumentException($"A method can have {s_actions.Length - 2} parameters; {Name(method)} has {parameters.Length}. Take EventArguments for the rest.");
        }

        var types = parameters.Select(p => p.ParameterType).ToArray();
        return Close([type, .. types], [instance, .. CreateParameters(types, parameters, method)], method.ReturnType);
    }

    /// <exception cref="ArgumentException">A parameter could only be filled from an event.</exception>
    public static void CheckConnection(MethodInfo method)
    {
        foreach (var parameter in method.GetParameters())
        {
            var type = parameter.ParameterType;
            if (type != typeof(ISocket) && type != typeof(INamespace) && type != typeof(CancellationToken) && !IsService(parameter) && !IsRoute(parameter))
            {
                throw new ArgumentException($"The parameter '{parameter.Name}' of {Name(method)}: a connection has no arguments. Take ISocket, INamespace, CancellationToken, a service with [FromServices], or a value of the name with [FromRoute].");
            }
        }
    }

    /// <summary>Only what is marked is a service: a registration that somebody adds years later must not shift the arguments.</summary>
    public static bool IsService(ParameterInfo parameter) => parameter.GetCustomAttributes().Any(a => a is IFromServiceMetadata or FromKeyedServicesAttribute);

    private static bool IsRoute(ParameterInfo parameter) => parameter.GetCustomAttributes().Any(a => a is IFromRouteMetadata);

    private static Invoker Close(Type[] types, object[] arguments, Type returnType)
    {
        if (returnType == typeof(void))
        {
            var action = types.Length == 0 ? s_actions[0] : s_actions[types.Length].MakeGenericType(types);
            return (Invoker)Activator.CreateInstance(action, arguments)!;
        }

        var (result, isAsync) = CreateResult(returnType);
        var func = s_funcs[types.Length].MakeGenericType([.. types, returnType]);
        var invoker = (Invoker)Activator.CreateInstance(func, [result, .. arguments])!;
        invoker.IsAsync = isAsync;
        return invoker;
    }

    private static object[] CreateParameters(Type[] types, ParameterInfo[] described, MethodInfo method)
    {
        var arguments = new object[types.Length];
        var next = 0;
        var nullability = new NullabilityInfoContext();
        for (var i = 0; i < types.Length; i++)
        {
            arguments[i] = CreateParameter(types[i], described[i], method, nullability, ref next);
        }

        return arguments;
    }

    private static object CreateParameter(Type type, ParameterInfo parameter, MethodInfo method, NullabilityInfoContext nullability, ref int next)
    {
        if (type.IsByRef || type.IsByRefLike || type.IsPointer)
        {
            throw new ArgumentException($"The parameter '{parameter.Name}' of {Name(method)} is a {type.Name}, which no event can fill: use a type that holds its value, such as byte[] or ReadOnlyMemory<byte>.");
        }

        if (type == typeof(ISocket))
        {
            return new SocketParameter();
        }

        if (type == typeof(INamespace))
        {
            return new NamespaceParameter();
        }

        if (type == typeof(EventContext))
        {
            return new ContextParameter();
        }

        if (type == typeof(Ack))
        {
            return new AckParameter();
        }

        if (type == typeof(CancellationToken))
        {
            return new TokenParameter();
        }

        if (type == typeof(EventArguments))
        {
            return new ArgumentsParameter(next);
        }

        if (IsService(parameter))
        {
            return parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed
                ? Activator.CreateInstance(typeof(KeyedServiceParameter<>).MakeGenericType(type), keyed.Key)!
                : Activator.CreateInstance(typeof(ServiceParameter<>).MakeGenericType(type))!;
        }

        if (parameter.GetCustomAttributes().OfType<IFromRouteMetadata>().FirstOrDefault() is { } route)
        {
            var converter = type == typeof(string) ? null : TypeDescriptor.GetConverter(type);
            return converter?.CanConvertFrom(typeof(string)) != false
                ? Activator.CreateInstance(typeof(RouteParameter<>).MakeGenericType(type), route.Name ?? parameter.Name!, converter)!
                : throw new ArgumentException($"The parameter '{parameter.Name}' of {Name(method)} with [FromRoute] is a {type.Name}, which cannot be made of text.");
        }

        var index = next++;
        if (parameter.IsDefined(typeof(ParamArrayAttribute)) && type.IsArray)
        {
            return Activator.CreateInstance(typeof(RestParameter<>).MakeGenericType(type.GetElementType()!), index)!;
        }

        var mayBeNull = type.IsValueType ? Nullable.GetUnderlyingType(type) is not null : nullability.Create(parameter).WriteState != NullabilityState.NotNull;
        var fallback = parameter.HasDefaultValue ? Fallback(parameter.DefaultValue, type) : null;
        return Activator.CreateInstance(
            typeof(ArgumentParameter<>).MakeGenericType(type), index, mayBeNull, parameter.HasDefaultValue || mayBeNull, fallback ?? Default(type))!;
    }

    private static object? Fallback(object? value, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        return value is not null && target.IsEnum ? Enum.ToObject(target, value) : value;
    }

    private static object? Default(Type type) => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;

    private static (object Result, bool IsAsync) CreateResult(Type type)
    {
        if (type == typeof(Task))
        {
            return (new TaskResult(), true);
        }

        if (type == typeof(ValueTask))
        {
            return (new ValueTaskResult(), true);
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        var open = definition == typeof(Task<>) ? typeof(TaskResult<>) : definition == typeof(ValueTask<>) ? typeof(ValueTaskResult<>) : null;
        return open is null
            ? (Activator.CreateInstance(typeof(ValueResult<>).MakeGenericType(type))!, false)
            : (Activator.CreateInstance(open.MakeGenericType(type.GetGenericArguments()))!, true);
    }

    private static string Name(MethodInfo method) => method.Name.Contains('<', StringComparison.Ordinal) ? "the handler" : $"'{method.Name}'";
}
