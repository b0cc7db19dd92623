using System.Runtime.CompilerServices;

namespace AkkaSocketIo;

/// <summary>Shorter ways to say things.</summary>
public static class EmitterExtensions
{
    private const string Message = "message";

    /// <summary>Emits <c>message</c> without arguments.</summary>
    public static void Send(this IEmitter emitter) => Checked(emitter).Emit(Message);

    /// <summary>Emits <c>message</c> with one argument; an array and null are one argument too.</summary>
    [OverloadResolutionPriority(1)]
    public static void Send(this IEmitter emitter, object? argument) => Checked(emitter).Emit(Message, argument);

    /// <summary>Emits <c>message</c>.</summary>
    public static void Send(this IEmitter emitter, params ReadOnlySpan<object?> arguments) => Checked(emitter).Emit(Message, arguments);

    private static IEmitter Checked(IEmitter emitter)
    {
        ArgumentNullException.ThrowIfNull(emitter);
        return emitter;
    }
}
