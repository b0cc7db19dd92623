using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Hosting;

/// <summary>
/// The variable <c>DEBUG</c> as users of the reference server know it: <c>DEBUG=socket.io*,-socket.io:socket</c> turns the
/// level Debug on for the categories that are meant, whatever the configuration of the logging says.
/// </summary>
internal static class DebugScopes
{
    public const string Variable = "DEBUG";

    /// <summary>What the reference server and this one log under. Other categories are not touched: the variable is not ours alone.</summary>
    public static readonly string[] Categories =
    [
        "engine", "engine:socket", "engine:transport", "engine:polling", "engine:ws",
        "socket.io:server", "socket.io:client", "socket.io:namespace", "socket.io:parent-namespace", "socket.io:socket",
        "socket.io:broadcast-operator", "socket.io-parser", "socket.io-adapter",
    ];

    public static void Apply(LoggerFilterOptions options, string? patterns)
    {
        // A rule for one provider is stronger than one for all, so each that has rules gets its own.
        var providers = options.Rules.Select(r => r.ProviderName).Append(null).Distinct().ToArray();
        foreach (var category in Categories.Where(c => Means(patterns, c)))
        {
            foreach (var provider in providers)
            {
                // The name of a rule is a prefix, so "engine" would mean "engine:socket" and "EngineRoom" too. With the end it is exact.
                options.Rules.Add(new LoggerFilterRule(provider, $"{category}*{category}", LogLevel.Debug, null));
            }
        }
    }

    /// <summary>Whether the patterns mean the category: one that begins with a minus takes out what others mean.</summary>
    public static bool Means(string? patterns, string category)
    {
        var isMeant = false;
        foreach (var pattern in (patterns ?? "").Split([',', ' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (pattern[0] != '-')
            {
                isMeant |= Matches(pattern, category);
            }
            else if (Matches(pattern[1..], category))
            {
                return false;
            }
        }

        return isMeant;
    }

    private static bool Matches(string pattern, string category) =>
        Regex.IsMatch(category, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking);
}
