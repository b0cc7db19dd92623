using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace AkkaSocketIo.Actors.Configuration;

/// <summary>Takes the section <c>akka.socket-io</c> of some HOCON apart into a layer, and refuses what is not in the schema.</summary>
internal sealed class HoconLayer
{
    private readonly string _source;
    private readonly SettingsLayer _layer = new();

    private HoconLayer(string source) => _source = source;

    /// <summary>From a whole configuration, as an ActorSystem or a file has it.</summary>
    public static SettingsLayer OfRoot(Config config, string source) =>
        // GetConfig throws a NullReferenceException where the section is a plain value; GetValue does not.
        config.IsEmpty ? new SettingsLayer() : new HoconLayer(source).Read(config.GetValue(SettingSchema.Root));

    /// <summary>From the section itself.</summary>
    public static SettingsLayer OfSection(Config? section, string source) =>
        section is null || section.IsEmpty ? new SettingsLayer() : new HoconLayer(source).Read(section.Root);

    private SettingsLayer Read(HoconValue? root)
    {
        if (root is null || Unreadable("", root))
            return _layer;
        if (Section(root) is { } section)
            Walk(section, "");
        else
            Problem("", "is a section, not a value", $"Write {SettingSchema.Root} {{ ping-interval = 25s }}.");
        return _layer;
    }

    private void Walk(HoconObject section, string prefix)
    {
        foreach (var (name, value) in section.Items)
        {
            var path = prefix + name;
            if (Unreadable(path, value))
                continue;
            if (SettingSchema.ByKey.TryGetValue(path, out var key))
            {
                if (Value(key.Key, value) is { } text)
                    _layer.Values[key.Key] = text;
            }
            else if (path == SettingSchema.Namespaces || SettingSchema.Sections.Contains(path))
            {
                WalkSection(path, value);
            }
            else if (Section(value) is { } inner && inner.Items.Keys.Any(KnownSomewhere))
            {
                // A section that does not exist, with keys that do, elsewhere: those are what is worth naming.
                Walk(inner, path + ".");
            }
            else
            {
                Unknown(path, SettingSchema.All.Select(k => k.Key).Append(SettingSchema.Namespaces));
            }
        }
    }

    private void WalkSection(string path, HoconValue value)
    {
        if (Section(value) is not { } section)
        {
            Problem(path, "is a section, not a value", $"Write {Example(path)}.");
        }
        else if (path != SettingSchema.Namespaces)
        {
            Walk(section, path + ".");
        }
        else
        {
            foreach (var (name, entry) in section.Items)
                WalkNamespace(name, entry);
        }
    }

    private static string Example(string section) => section switch
    {
        SettingSchema.Cors => "cors { origin = \"https://example.org\" }",
        SettingSchema.Namespaces => "namespaces { \"/chat\" { ack-timeout = 5s } }",
        _ => section + " { enabled = on }",
    };

    private void WalkNamespace(string name, HoconValue entry)
    {
        var path = $"{SettingSchema.Namespaces}.\"{name}\"";
        if (Unreadable(path, entry))
            return;
        if (Section(entry) is not { } section)
        {
            Problem(path, "is a section, not a value", $"Write \"{name}\" {{ ack-timeout = 5s }}.");
            return;
        }

        WalkNamespace(path, section, "", _layer.Namespace(name));
    }

    private void WalkNamespace(string path, HoconObject section, string prefix, Dictionary<string, SettingValue> values)
    {
        foreach (var (name, value) in section.Items)
        {
            var key = prefix + name;
            if (Unreadable($"{path}.{key}", value))
                continue;
            if (SettingSchema.PerNamespace.Any(k => k.Key == key))
            {
                if (Value($"{path}.{key}", value) is { } text)
                    values[key] = text;
            }
            else if (key != SettingSchema.Recovery)
            {
                Unknown($"{path}.{key}", SettingSchema.PerNamespace.Select(k => $"{path}.{k.Key}"));
            }
            else if (Section(value) is { } inner)
            {
                WalkNamespace(path, inner, key + ".", values);
            }
            else
            {
                Problem($"{path}.{key}", "is a section, not a value", $"Write {Example(key)}.");
            }
        }
    }

    private SettingValue? Value(string path, HoconValue value)
    {
        if (value.Values.Any(v => v is HoconArray) && value.GetArray().Select(Text).ToList() is var items && items.All(i => i is not null))
            return new SettingValue(items!, true, _source);
        if (Text(value) is { } text)
            return SettingValue.Plain(text, _source);
        Problem(path, "has no value that can be read", "Write key = value on one line, or remove the line to take the default.");
        return null;
    }

    private static bool KnownSomewhere(string name) =>
        SettingSchema.All.Any(k => k.Key == name || k.Key.EndsWith("." + name, StringComparison.Ordinal));

    private static string? Text(HoconValue value) => value.IsString() ? value.GetString() : null;

    private static HoconObject? Section(HoconValue value) => value.IsObject() ? value.GetObject() : null;

    /// <summary>
    /// <c>${?NAME}</c> is common in HOCON, but Akka's parser does not know it: it puts the whole document there, a circle
    /// that would be walked for ever.
    /// </summary>
    private bool Unreadable(string path, HoconValue value)
    {
        if (!value.Values.Any(v => v is HoconSubstitution { Path.Length: 0 }))
            return false;
        Problem(path, "uses ${?…}, which Akka's HOCON does not know", "Write the value, or set it from outside, such as SocketIo__PingInterval=25s in the environment.");
        return true;
    }

    private void Unknown(string path, IEnumerable<string> known) =>
        Problem(path, "is no setting", $"{NearestName.Suggest(path, known, '.')} All settings are listed in reference.conf.");

    private void Problem(string path, string what, string fix) =>
        _layer.Problems.Add(new LayerProblem(path.Length == 0 ? SettingSchema.Root : $"{SettingSchema.Root}.{path}", what, fix, _source));
}
