using System.Text.RegularExpressions;

namespace AkkaSocketIo.Actors.Configuration;

/// <summary>An entry of the section <c>namespaces</c>; null is no opinion.</summary>
internal sealed record NamespaceRule
{
    // Names come from clients: a pattern must not be able to take long over one.
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private readonly Regex? _pattern;

    /// <exception cref="SettingException">The key is neither a name nor a pattern.</exception>
    public NamespaceRule(string key)
    {
        Key = key;
        if (!key.StartsWith('^'))
        {
            if (!key.StartsWith('/'))
                throw new SettingException("is no namespace: a name starts with a slash, a pattern with ^", $"Write \"/{key}\", or a regular expression as \"^…$\".");
            return;
        }

        if (!key.EndsWith('$'))
            throw new SettingException("is a pattern that would also match the beginning of longer names", "End it with $, as in \"^/tenant-[0-9]+$\".");
        try
        {
            _pattern = new Regex(key, Options);
        }
        catch (ArgumentException e)
        {
            throw new SettingException($"is no regular expression ({e.Message})", "Correct the pattern; in HOCON a backslash inside quotes is doubled.");
        }
        catch (NotSupportedException)
        {
            throw new SettingException(
                "is a pattern whose matching may take arbitrarily long",
                "Write it without look-arounds, back references and atomic groups.");
        }
    }

    public string Key { get; }

    public int? ParallelHandlers { get; init; }

    public TimeSpan? AckTimeout { get; init; }

    public bool? AckErrors { get; init; }

    public RecoveryRule ConnectionStateRecovery { get; init; } = new();

    public bool Matches(string name)
    {
        if (_pattern is null)
            return string.Equals(name, Key, StringComparison.Ordinal);
        // Not IsMatch: $ also matches before a newline at the end.
        var match = _pattern.Match(name);
        return match.Success && match.Length == name.Length;
    }
}
