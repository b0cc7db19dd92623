using AkkaSocketIo.Actors.Broadcasting;

namespace AkkaSocketIo.Actors.Configuration;

/// <summary>Adapters by a short name, or by the name of an application's own type.</summary>
internal static class AdapterNames
{
    public const string Local = "local";

    private const string Fix = "Write local, or the name of a type of your own with its assembly, such as \"MyApp.MyAdapter, MyApp\".";

    /// <summary>The value is the type.</summary>
    public static ParsedSetting Parse(string text)
    {
        if (text == Local)
        {
            return new(typeof(LocalAdapter), Local);
        }

        if (text == "cluster")
        {
            throw new SettingException("asks for the adapter that spans a cluster, which is not there yet", Fix);
        }

        var type = Find(text) ?? throw new SettingException("names no type that can be found", Fix);
        if (!typeof(IAdapter).IsAssignableFrom(type) || type.IsAbstract || type.ContainsGenericParameters)
        {
            throw new SettingException($"names {type.FullName}, which is no class that implements IAdapter", Fix);
        }

        if (!type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(ILocalAdapter))))
        {
            throw new SettingException(
                $"names {type.FullName}, which has no public constructor that takes an ILocalAdapter",
                "Add one: what the local adapter does is this server's part of the work.");
        }

        return new(type, type.FullName!);
    }

    private static Type? Find(string name)
    {
        try
        {
            return Type.GetType(name, throwOnError: false);
        }
        catch (Exception e) when (e is ArgumentException or FileLoadException or BadImageFormatException or TypeLoadException)
        {
            // What is no name at all is thrown also then.
            return null;
        }
    }
}
