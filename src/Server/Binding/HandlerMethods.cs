using System.Reflection;
using System.Runtime.CompilerServices;
using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo.Server.Binding;

/// <summary>Finds the methods of a handler class, and says what is wrong with them.</summary>
internal static class HandlerMethods
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <exception cref="ArgumentException">The class cannot handle events as it is.</exception>
    public static List<(string Event, MethodInfo Method)> Of(Type type)
    {
        if (type.IsAbstract)
        {
            throw new ArgumentException($"{type.Name} is abstract: register a class that derives from it.");
        }

        var found = new List<(string Event, MethodInfo Method)>();
        foreach (var method in All(type))
        {
            foreach (var on in method.GetCustomAttributes<OnAttribute>())
            {
                Check(method, on.EventName);
                if (found.Find(f => f.Event == on.EventName) is { Method: { } other })
                {
                    throw new ArgumentException($"{Name(method)} handles \"{on.EventName}\", and so does {Name(other)}: an event has one method in a class. Call one from the other.");
                }

                found.Add((on.EventName, method));
            }
        }

        if (found.Count == 0 && !All(type).Any(m => m.GetBaseDefinition().DeclaringType == typeof(SocketHandler)))
        {
            throw new ArgumentException($"{type.Name} handles nothing: mark its methods with [On(\"event\")], or override OnConnectedAsync.");
        }

        return found;
    }

    public static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>Those of its base classes too, also the private ones: an attribute on one of them is a mistake to be told.</summary>
    private static IEnumerable<MethodInfo> All(Type type)
    {
        var overridden = new HashSet<MethodInfo>();
        for (var t = type; t != typeof(SocketHandler); t = t.BaseType!)
        {
            foreach (var method in t.GetMethods(Declared))
            {
                if (overridden.Add(method.GetBaseDefinition()))
                {
                    yield return method;
                }
            }
        }
    }

    private static void Check(MethodInfo method, string eventName)
    {
        var problem =
            !method.IsPublic ? "is not public: make it public"
            : method.IsStatic ? "is static: make it an instance method"
            : method.IsGenericMethodDefinition ? "is generic, and an event has no type arguments: give its parameters types"
            : method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)) ? "is async void: let it return a Task"
            : null;
        if (problem is not null)
        {
            throw new ArgumentException($"{Name(method)} {problem}.");
        }

        try
        {
            EventEncoder.CheckName(eventName);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{Name(method)}: {e.Message} Override OnConnectedAsync, OnDisconnectingAsync or OnDisconnectedAsync for a socket's beginning and end.", e);
        }
    }
}
