using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Binding;

/// <summary>Looks at registration whether the container has what a handler class asks for; not every container can say.</summary>
internal static class ServiceCheck
{
    /// <exception cref="ArgumentException">A service is missing, or is asked for as if it were an argument.</exception>
    public static void Of(Type type, IEnumerable<MethodInfo> methods, IServiceProvider services)
    {
        if (services.GetService<IServiceProviderIsService>() is not { } known)
        {
            return;
        }

        if (Constructor(type) is { } constructor)
        {
            foreach (var parameter in constructor.GetParameters().Where(p => !p.HasDefaultValue && !IsThere(p, known)))
            {
                throw new ArgumentException($"The constructor of {type.Name} asks for '{parameter.Name}', and the container has no {parameter.ParameterType}: add it to builder.Services.");
            }
        }

        foreach (var method in methods)
        {
            foreach (var parameter in method.GetParameters())
            {
                Check(method, parameter, known);
            }
        }
    }

    /// <summary>The one that is used; null where this is found out by what the container has.</summary>
    private static ConstructorInfo? Constructor(Type type)
    {
        var all = type.GetConstructors();
        return all.Length == 1 ? all[0] : Array.Find(all, c => c.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)));
    }

    private static void Check(MethodInfo method, ParameterInfo parameter, IServiceProviderIsService known)
    {
        var isMarked = InvokerFactory.IsService(parameter);
        if (isMarked && !IsThere(parameter, known))
        {
            throw new ArgumentException($"{HandlerMethods.Name(method)} asks for the service '{parameter.Name}', and the container has no {parameter.ParameterType}: add it to builder.Services.");
        }

        // No JSON becomes an interface of the application's.
        if (!isMarked && parameter.ParameterType is { IsInterface: true, IsGenericType: false } type && !IsOurs(type) && known.IsService(type))
        {
            throw new ArgumentException($"{HandlerMethods.Name(method)} takes '{parameter.Name}' from the event's arguments, but {type} is a service: mark it with [FromServices].");
        }
    }

    private static bool IsOurs(Type type) => type == typeof(ISocket) || type == typeof(INamespace);

    private static bool IsThere(ParameterInfo parameter, IServiceProviderIsService known) =>
        parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed
            ? known is not IServiceProviderIsKeyedService keys || keys.IsKeyedService(parameter.ParameterType, keyed.Key)
            : known.IsService(parameter.ParameterType);
}
