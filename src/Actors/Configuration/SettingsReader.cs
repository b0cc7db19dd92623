namespace AkkaSocketIo.Actors.Configuration;

/// <summary>Reads typed values out of merged layers and collects what is wrong with them, all of it before anything is thrown.</summary>
internal sealed class SettingsReader
{
    private readonly SettingsLayer _merged;
    private readonly SettingsLayer _reference;
    private readonly List<string> _problems;
    private readonly HashSet<string> _wrong = [];
    private readonly List<string> _differences = [];

    public SettingsReader(SettingsLayer merged, SettingsLayer reference)
    {
        _merged = merged;
        _reference = reference;
        _problems = [.. merged.Problems.Select(p => p.ToString())];
    }

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What was read so far and is not as in reference.conf: <c>ping-interval = 10s (SocketIo:PingInterval)</c>.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>Where a value is wrong the default stands in, so that the others are looked at too.</summary>
    public T Read<T>(string key)
    {
        var reference = SettingParser.Parse(SettingSchema.ByKey[key], _reference.Values[key]);
        var value = _merged.Values[key];
        if (Parse(key, SettingSchema.ByKey[key], value) is not { } parsed)
        {
            _wrong.Add(key);
            return (T)reference.Value!;
        }

        if (parsed.Canonical != reference.Canonical)
            _differences.Add($"{key} = {parsed.Canonical} ({value.Source})");
        return (T)parsed.Value!;
    }

    public IReadOnlyList<NamespaceRule> ReadNamespaces() =>
        [.. _merged.Namespaces.Select(e => ReadNamespace(e.Key, e.Value)).OfType<NamespaceRule>()];

    /// <summary>A rule between settings. Not asked when one of them is wrong by itself.</summary>
    public void Require(bool holds, string key, string why, string fix, params ReadOnlySpan<string> others)
    {
        if (holds || _wrong.Contains(key))
            return;
        foreach (var other in others)
        {
            if (_wrong.Contains(other))
                return;
        }

        Add(key, _merged.Values[key], why, fix);
    }

    private NamespaceRule? ReadNamespace(string name, Dictionary<string, SettingValue> values)
    {
        var path = $"{SettingSchema.Namespaces}.\"{name}\"";
        var parsed = new Dictionary<string, object?>();
        foreach (var key in SettingSchema.PerNamespace)
        {
            if (!values.TryGetValue(key.Key, out var value) || Parse($"{path}.{key.Key}", key, value) is not { } setting)
                continue;
            parsed[key.Key] = setting.Value;
            _differences.Add($"{path}.{key.Key} = {setting.Canonical} ({value.Source})");
        }

        try
        {
            return new NamespaceRule(name)
            {
                ParallelHandlers = (int?)parsed.GetValueOrDefault("parallel-handlers"),
                AckTimeout = (TimeSpan?)parsed.GetValueOrDefault("ack-timeout"),
                AckErrors = (bool?)parsed.GetValueOrDefault("ack-errors"),
                ConnectionStateRecovery = RecoveryRule.Of(parsed),
            };
        }
        catch (SettingException e)
        {
            var source = values.Count == 0 ? "" : $" (from {values.First().Value.Source})";
            _problems.Add($"{SettingSchema.Root}.{path}{source} {e.Why}. {e.Fix}");
            return null;
        }
    }

    private ParsedSetting? Parse(string path, SettingKey key, SettingValue value)
    {
        try
        {
            return SettingParser.Parse(key, value);
        }
        catch (SettingException e)
        {
            Add(path, value, e.Why, e.Fix);
            return null;
        }
    }

    private void Add(string path, SettingValue value, string why, string fix) =>
        _problems.Add($"{SettingSchema.Root}.{path} = {value} (from {value.Source}) {why}. {fix}");
}
