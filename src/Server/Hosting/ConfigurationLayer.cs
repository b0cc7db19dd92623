using AkkaSocketIo.Actors.Configuration;
using Microsoft.Extensions.Configuration;

namespace AkkaSocketIo.Server.Hosting;

/// <summary>
/// The section <c>SocketIo</c> of IConfiguration, as a layer. Not by its binder: that reads <c>25000</c> as days, and says
/// nothing about keys that it does not know.
/// </summary>
internal sealed class ConfigurationLayer
{
    public const string Section = "SocketIo";

    private readonly SettingsLayer _layer = new();

    public static SettingsLayer Of(IConfiguration configuration)
    {
        var reader = new ConfigurationLayer();
        var section = configuration.GetSection(Section);
        if (!string.IsNullOrEmpty(section.Value))
            reader._layer.Problems.Add(new LayerProblem(Section, "is a section, not a value", $"Set {Section}:PingInterval or another setting in it.", null));
        reader.Walk(section, "");
        return reader._layer;
    }

    private void Walk(IConfiguration section, string prefix)
    {
        foreach (var child in section.GetChildren())
        {
            var path = prefix + child.Key;
            if (SettingSchema.ByPascalPath.TryGetValue(path, out var key))
                Set(_layer.Values, key, child, key.PascalPath);
            else if (SettingSchema.ByPascalPath.Keys.FirstOrDefault(k => k.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase)) is { } first)
                WalkSection(child, path, c => Walk(c, first[..(path.Length + 1)]), first);
            else if (Same(path, SettingSchema.Namespaces))
                WalkSection(child, path, WalkNamespaces, "Namespaces:/chat:AckTimeout");
            else if (child.GetChildren().Any(c => KnownSomewhere(c.Key)))
                Walk(child, path + ":");
            else
                Unknown(path, SettingSchema.All.Select(k => k.PascalPath).Append("Namespaces"));
        }
    }

    private void WalkSection(IConfigurationSection section, string path, Action<IConfigurationSection> walk, string example)
    {
        if (string.IsNullOrEmpty(section.Value))
            walk(section);
        else
            Problem(path, "is a section, not a value", $"Set {Section}:{example}.");
    }

    // IConfiguration has no order of its own: names come before patterns, each sorted.
    private void WalkNamespaces(IConfigurationSection section)
    {
        foreach (var entry in section.GetChildren())
            WalkSection(entry, $"Namespaces:{entry.Key}", WalkNamespace, $"Namespaces:{entry.Key}:AckTimeout");
    }

    private void WalkNamespace(IConfigurationSection entry) => WalkNamespace($"Namespaces:{entry.Key}", entry, "", _layer.Namespace(entry.Key));

    private void WalkNamespace(string path, IConfigurationSection section, string prefix, Dictionary<string, SettingValue> values)
    {
        foreach (var child in section.GetChildren())
        {
            var name = prefix + child.Key;
            if (SettingSchema.PerNamespace.FirstOrDefault(k => Same(k.PascalPath, name)) is { } key)
                Set(values, key, child, $"{path}:{key.PascalPath}");
            else if (SettingSchema.PerNamespace.FirstOrDefault(k => k.PascalPath.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) is { } first)
                WalkSection(child, $"{path}:{name}", c => WalkNamespace(path, c, name + ":", values), $"{path}:{first.PascalPath}");
            else
                Unknown($"{path}:{name}", SettingSchema.PerNamespace.Select(k => $"{path}:{k.PascalPath}"));
        }
    }

    private void Set(Dictionary<string, SettingValue> values, SettingKey key, IConfigurationSection child, string path)
    {
        var source = $"{Section}:{path}";
        var items = child.GetChildren().ToList();
        // Before the items of a list: an environment variable that names them all overrides a list in a file, and both are there.
        if (child.Value is { } text)
            values[key.Key] = SettingValue.Plain(Duration(key, text), source);
        else if (items.Count > 0 && items.All(i => i.Value is not null && int.TryParse(i.Key, out _)))
            values[key.Key] = new SettingValue([.. items.Select(i => i.Value!)], true, source);
        else if (items.Count > 0)
            Problem(path, "takes a value, not a section", $"Set {source} itself.");
    }

    private static string Duration(SettingKey key, string text) =>
        key.Kind is SettingKind.Duration or SettingKind.WholeSeconds && DurationText.TryParseClock(text, out var time)
            ? DurationText.Format(time)
            : text;

    private static bool KnownSomewhere(string name) =>
        SettingSchema.All.Any(k => Same(k.PascalPath, name) || k.PascalPath.EndsWith(":" + name, StringComparison.OrdinalIgnoreCase));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private void Unknown(string path, IEnumerable<string> known) =>
        Problem(path, "is no setting", $"{NearestName.Suggest($"{Section}:{path}", known.Select(k => $"{Section}:{k}"), ':')} All settings are listed in reference.conf.");

    private void Problem(string path, string what, string fix) => _layer.Problems.Add(new LayerProblem($"{Section}:{path}", what, fix, null));
}
