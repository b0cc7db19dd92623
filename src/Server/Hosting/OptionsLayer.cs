using System.Globalization;
using AkkaSocketIo.Actors;
using AkkaSocketIo.Actors.Configuration;

namespace AkkaSocketIo.Server.Hosting;

/// <summary>
/// What was set in C#, as a layer. Properties are found by the names that the schema gives them, so an option cannot be
/// there and have no effect.
/// </summary>
internal static class OptionsLayer
{
    public static SettingsLayer Of(SocketIoOptions options)
    {
        var layer = new SettingsLayer();
        foreach (var key in SettingSchema.All)
        {
            if (Read(options, key, $"SocketIoOptions.{key.PascalPath.Replace(':', '.')}") is { } value)
                layer.Values[key.Key] = value;
        }

        foreach (var (name, own) in options.Namespaces)
            Add(layer.Namespace(name), own, $"SocketIoOptions.Namespaces[\"{name}\"]");
        return layer;
    }

    /// <summary>What was set for one namespace, by a call of its own.</summary>
    /// <exception cref="SocketIoConfigurationException">An option is wrong.</exception>
    public static NamespaceRule OfNamespace(string source, Action<NamespaceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new NamespaceOptions();
        configure(options);
        var layer = new SettingsLayer();
        Add(layer.Namespace("/"), options, source);
        return SocketIoSettings.ReadNamespace(layer);
    }

    private static void Add(Dictionary<string, SettingValue> values, NamespaceOptions own, string source)
    {
        foreach (var key in SettingSchema.PerNamespace)
        {
            if (Read(own, key, $"{source}.{key.PascalPath.Replace(':', '.')}") is { } value)
                values[key.Key] = value;
        }
    }

    private static SettingValue? Read(object? owner, SettingKey key, string source)
    {
        foreach (var name in key.PascalPath.Split(':'))
            owner = owner?.GetType().GetProperty(name)!.GetValue(owner);
        return owner switch
        {
            null => null,
            string text => SettingValue.Plain(text, source),
            bool flag => SettingValue.Plain(flag ? "on" : "off", source),
            TimeSpan time => SettingValue.Plain(DurationText.Format(time), source),
            IReadOnlyList<string> list => new SettingValue([.. list], true, source),
            IPacketParser parser => SettingValue.Plain(ParserNames.Of(parser), source) with { Instance = parser },
            IFormattable number => SettingValue.Plain(number.ToString(null, CultureInfo.InvariantCulture), source),
            var other => throw new NotSupportedException($"{source} is a {other.GetType()}."),
        };
    }
}
