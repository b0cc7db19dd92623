using System.ComponentModel;
using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo.Server.Binding;

/// <summary>A value out of the namespace's name, by the name of its place in the pattern.</summary>
/// <param name="name">Of the place.</param>
/// <param name="converter">Makes a value of text; null where text is wanted.</param>
internal sealed class RouteParameter<T>(string name, TypeConverter? converter) : Parameter<T>
{
    public override T Get(EventContext context)
    {
        if (!context.Namespace.Parameters.TryGetValue(name, out var text))
        {
            throw new InvalidOperationException($"The namespace has no value '{name}': its pattern needs a place {{{name}}}, as in \"/tenant/{{id}}\".");
        }

        try
        {
            return converter is null ? (T)(object)text : (T)converter.ConvertFromInvariantString(text)!;
        }
        catch (Exception e)
        {
            // A client chose the name.
            throw new ArgumentBindingException(name, e);
        }
    }
}
