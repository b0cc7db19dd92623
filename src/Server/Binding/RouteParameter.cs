using System.ComponentModel;
using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo.Server.Binding;

/// <summary>A value out of the namespace's name, by the name of its place in the pattern.</summary>
internal sealed class RouteParameter<T> : Parameter<T>
{
    private readonly string _name;
    private readonly TypeConverter? _converter;

    public RouteParameter(string name)
    {
        _name = name;
        _converter = typeof(T) == typeof(string) ? null : TypeDescriptor.GetConverter(typeof(T));
        if (_converter?.CanConvertFrom(typeof(string)) == false)
        {
            throw new ArgumentException($"The parameter '{name}' with [FromRoute] is a {typeof(T).Name}, which cannot be made of text.");
        }
    }

    public override T Get(EventContext context)
    {
        if (!context.Socket.Namespace.Parameters.TryGetValue(_name, out var text))
        {
            throw new InvalidOperationException($"The namespace has no value '{_name}': its pattern needs a place {{{_name}}}, as in \"/tenant/{{id}}\".");
        }

        try
        {
            return _converter is null ? (T)(object)text : (T)_converter.ConvertFromInvariantString(text)!;
        }
        catch (Exception e)
        {
            // A client chose the name.
            throw new ArgumentBindingException(_name, e);
        }
    }
}
