using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>Which names belong to a dynamic namespace, as far as the name alone says it.</summary>
internal sealed class NamePattern
{
    // Names come from clients: a pattern must not be able to take long over one.
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly SearchValues<char> s_placeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private readonly Regex _regex;
    private readonly string[] _groups;

    public NamePattern(Regex regex)
        : this(regex, regex.ToString())
    {
    }

    private NamePattern(Regex regex, string text)
    {
        _regex = regex;
        _groups = [.. regex.GetGroupNames().Where(g => !char.IsAsciiDigit(g[0]))];
        Text = text;
    }

    /// <summary>As the application wrote it.</summary>
    public string Text { get; }

    public static bool IsTemplate(string name) => name.AsSpan().ContainsAny('{', '}');

    /// <summary>A name with places in it, such as <c>/tenant/{id}</c>: each takes one character or more, but no slash.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static NamePattern Of(string template)
    {
        var regex = new StringBuilder("^");
        var places = new HashSet<string>(StringComparer.Ordinal);
        var rest = template.AsSpan();
        while (rest.IndexOfAny('{', '}') is >= 0 and var open)
        {
            var length = rest[open..].IndexOf('}');
            var place = length < 1 ? default : rest[(open + 1)..(open + length)];
            if (place.IsEmpty || char.IsAsciiDigit(place[0]) || place.ContainsAnyExcept(s_placeCharacters))
            {
                throw new ArgumentException(
                    $"\"{template}\" is no pattern of names: write places as in \"/tenant/{{id}}\", with letters, digits and _ between the braces.", nameof(template));
            }

            if (!places.Add(place.ToString()))
            {
                throw new ArgumentException($"\"{template}\" has the place {{{place}}} twice: give each a name of its own.", nameof(template));
            }

            regex.Append(Regex.Escape(rest[..open].ToString())).Append("(?<").Append(place).Append(">[^/]+)");
            rest = rest[(open + length + 1)..];
        }

        return new NamePattern(new Regex(regex.Append(Regex.Escape(rest.ToString())).Append('$').ToString(), Options), template);
    }

    /// <exception cref="RegexMatchTimeoutException">The expression of the application took too long.</exception>
    public bool Matches(string name) => _regex.IsMatch(name);

    public IReadOnlyDictionary<string, string> ParametersOf(string name)
    {
        if (_groups.Length == 0)
        {
            return FrozenDictionary<string, string>.Empty;
        }

        var match = _regex.Match(name);
        return _groups.Where(g => match.Groups[g].Success).ToFrozenDictionary(g => g, g => match.Groups[g].Value, StringComparer.Ordinal);
    }
}
