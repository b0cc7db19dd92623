namespace AkkaSocketIo.Actors.Configuration;

/// <summary>The text of one setting, not yet understood.</summary>
/// <param name="Items">One for a plain value, any number for a list.</param>
/// <param name="IsList">Whether the source had a list; a plain value may still name several, with commas.</param>
/// <param name="Source">Where somebody would look for it: a file, <c>SocketIo:PingInterval</c>.</param>
internal sealed record SettingValue(IReadOnlyList<string> Items, bool IsList, string Source)
{
    /// <summary>What the text stands for, where code has given a thing and no text.</summary>
    public object? Instance { get; init; }

    public static SettingValue Plain(string text, string source) => new([text], false, source);

    /// <summary>For people: what they wrote, on one line and not endlessly long.</summary>
    public override string ToString()
    {
        var text = IsList ? $"[{string.Join(", ", Items)}]" : $"\"{Items[0]}\"";
        text = string.Concat(text.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()));
        return text.Length <= 200 ? text : text[..199] + "…";
    }
}

/// <summary>Something that cannot be a setting.</summary>
/// <param name="Path">What was set, as the source calls it.</param>
/// <param name="What">What is wrong, as the end of a sentence.</param>
/// <param name="Fix">What to write instead.</param>
/// <param name="Source">Null where the path says it.</param>
internal sealed record LayerProblem(string Path, string What, string Fix, string? Source)
{
    public override string ToString() => $"{Path}{(Source is null ? "" : $" (from {Source})")} {What}. {Fix}";
}

/// <summary>
/// What one source says about the settings. Layers are merged here and not by <c>Config.WithFallback</c>, which forgets where a
/// value came from, puts the namespaces of the fallback first and throws when a section meets a plain value.
/// </summary>
internal sealed class SettingsLayer
{
    /// <summary>By the key of the schema.</summary>
    public Dictionary<string, SettingValue> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>By the name or pattern of the namespace, in the order of the source.</summary>
    public OrderedDictionary<string, Dictionary<string, SettingValue>> Namespaces { get; } = new(StringComparer.Ordinal);

    /// <summary>What could not be taken into the layer: unknown keys, sections that are none.</summary>
    public List<LayerProblem> Problems { get; } = [];

    public Dictionary<string, SettingValue> Namespace(string name)
    {
        if (!Namespaces.TryGetValue(name, out var values))
            Namespaces.Add(name, values = new(StringComparer.Ordinal));
        return values;
    }

    /// <summary>Later layers are stronger; their namespaces are asked first.</summary>
    public static SettingsLayer Merge(IReadOnlyList<SettingsLayer> weakestFirst)
    {
        var merged = new SettingsLayer();
        // A file may also be part of the ActorSystem's configuration: one mistake in it is named once, with the nearest source.
        merged.Problems.AddRange(weakestFirst.SelectMany(l => l.Problems).GroupBy(p => (p.Path, p.What)).Select(same => same.Last()));
        foreach (var layer in weakestFirst.Reverse())
        {
            foreach (var (key, value) in layer.Values)
                merged.Values.TryAdd(key, value);
            foreach (var (name, values) in layer.Namespaces)
            {
                var target = merged.Namespace(name);
                foreach (var (key, value) in values)
                    target.TryAdd(key, value);
            }
        }

        return merged;
    }
}
