using System.Runtime.CompilerServices;

namespace AkkaSocketIo.Actors.Sockets;

internal static class AsyncVoid
{
    /// <summary>An exception in such a method ends the process, and nobody can wait for it.</summary>
    /// <exception cref="ArgumentException">The method is one.</exception>
    public static T Refused<T>(T handler)
        where T : Delegate
    {
        ArgumentNullException.ThrowIfNull(handler);
        return handler.Method.ReturnType == typeof(void) && handler.Method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false)
            ? throw new ArgumentException($"The handler {handler.Method.Name} is async void: let it return a Task.", nameof(handler))
            : handler;
    }
}
