using System.Globalization;
using System.Text.RegularExpressions;

namespace AkkaSocketIo.Actors.Configuration;

/// <summary>A setting that was understood: its value, and the text that everybody who means this value would get shown.</summary>
internal sealed record ParsedSetting(object? Value, string Canonical);

/// <summary>Makes values of texts. What is wrong is thrown as a <see cref="SettingException"/> and collected by the caller.</summary>
internal static partial class SettingParser
{
    private static readonly string[] AnyOrigin = ["*"];

    public static ParsedSetting Parse(SettingKey key, SettingValue value) => key.Kind switch
    {
        SettingKind.Flag => Flag(Text(value)),
        SettingKind.Number => Number(key, Text(value)),
        SettingKind.Duration or SettingKind.WholeSeconds => Duration(key, Text(value)),
        SettingKind.Size => Size(key, Text(value)),
        SettingKind.SizeOrAuto => Text(value) == "auto" ? new(null, "auto") : Size(key, Text(value)),
        SettingKind.Path => Path(Text(value)),
        SettingKind.Adapter => AdapterNames.Parse(Text(value)),
        SettingKind.Transports => TransportNames.Parse(Items(value)),
        SettingKind.Origins => Origins(Items(value)),
        SettingKind.Store => Store(Text(value)),
        SettingKind.Tokens => Tokens(Items(value)),
        SettingKind.Parser => ParserNames.Parse(value, Text(value)),
        SettingKind.Text => Message(Text(value)),
        SettingKind.CookieName => CookieText.Name(Text(value)),
        SettingKind.CookiePath => CookieText.Path(Text(value)),
        SettingKind.CookieDomain => CookieText.Domain(Text(value)),
        SettingKind.SameSite => CookieText.SameSite(Text(value)),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key.Kind, null),
    };

    private static string Text(SettingValue value) => value.IsList
        ? throw new SettingException("takes one value, not a list", "Remove the brackets.")
        : value.Items[0];

    // A single value, as an environment variable has it, may name several.
    private static List<string> Items(SettingValue value) =>
        [.. value.Items.SelectMany(i => value.IsList ? [i] : i.Split(',')).Select(i => i.Trim()).Where(i => i.Length > 0)];

    private static ParsedSetting Message(string text) => text.Contains('\u001e')
        ? throw new SettingException("has the character U+001E, which stands between two packets", "Remove it.")
        : new(text, $"\"{text}\"");

    private static ParsedSetting Flag(string text) => text.ToLowerInvariant() switch
    {
        "on" or "true" or "yes" => new(true, "on"),
        "off" or "false" or "no" => new(false, "off"),
        _ => throw new SettingException("is a switch", "Write on or off."),
    };

    private static ParsedSetting Store(string text) => text switch
    {
        RecoverySettings.Memory => new(text, text),
        "persistent" => throw new SettingException(
            "is not there yet: sessions and events are kept in the memory of this process only", $"Write {RecoverySettings.Memory}."),
        _ => throw new SettingException("is no store", $"Write {RecoverySettings.Memory}."),
    };

    private static ParsedSetting Number(SettingKey key, string text)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw new SettingException("takes a whole number", $"Write digits only, from {key.Min} to {key.Max}.");
        CheckBounds(key, number, n => n.ToString(CultureInfo.InvariantCulture));
        return new((int)number, number.ToString(CultureInfo.InvariantCulture));
    }

    private static ParsedSetting Duration(SettingKey key, string text)
    {
        if (!DurationText.TryParse(text, out var time))
            throw new SettingException("takes a duration", DurationText.Fix);
        if (key.Kind == SettingKind.WholeSeconds && time.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            throw new SettingException(
                "takes whole seconds, and a bare number is milliseconds",
                text.All(char.IsAsciiDigit) ? $"Write {text}s if seconds were meant." : "Write whole seconds, such as 600s or 10m.");
        }

        CheckBounds(key, time.Ticks, t => DurationText.Format(TimeSpan.FromTicks(t)));
        return new(time, DurationText.Format(time));
    }

    private static ParsedSetting Size(SettingKey key, string text)
    {
        if (!SizeText.TryParse(text, out var bytes))
            throw new SettingException(key.Kind == SettingKind.SizeOrAuto ? "takes a size or auto" : "takes a size", SizeText.Fix);
        CheckBounds(key, bytes, SizeText.Format);
        return new(bytes, SizeText.Format(bytes));
    }

    private static void CheckBounds(SettingKey key, long number, Func<long, string> format)
    {
        if (number < key.Min || number > key.Max)
            throw new SettingException($"is out of bounds: {key.Why}", $"Write a value from {format(key.Min)} to {format(key.Max)}.");
    }

    private static ParsedSetting Path(string text)
    {
        // The reference takes one slash at the end off, too.
        var path = text.EndsWith('/') ? text[..^1] : text;
        if (!PathForm().IsMatch(path))
        {
            throw new SettingException(
                "is no path of its own: it starts with a slash, has at least one part, and only letters, digits and - . _ ~ in its parts",
                "Write a path such as /socket.io; clients give the same in their option path.");
        }

        return new(path, path);
    }

    private static ParsedSetting Origins(List<string> items)
    {
        if (items.Count == 0 || items is [var only] && only.ToLowerInvariant() is "off" or "false")
            return new(Array.Empty<string>(), "off");
        if (items is ["*"])
            return new(AnyOrigin, "*");
        var wrong = items.Where(i => OriginText.Normalize(i) is null).ToList();
        if (wrong.Count > 0)
        {
            throw new SettingException(
                $"takes off, \"*\" or a list of origins, and {string.Join(", ", wrong)} is no origin in a list",
                "Write scheme, host and port without a path or a slash at the end, such as \"https://example.org\"; \"*\" stands alone and allows all.");
        }

        var origins = items.Select(i => OriginText.Normalize(i)!).Distinct().ToArray();
        return new(origins, $"[{string.Join(", ", origins)}]");
    }

    private static ParsedSetting Tokens(List<string> items)
    {
        if (items.FirstOrDefault(i => !TokenForm().IsMatch(i)) is { } wrong)
            throw new SettingException($"takes names as they stand in HTTP headers, and {wrong} is none", "Write a list such as [\"GET\", \"POST\"].");
        var tokens = items.Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return new(tokens, $"[{string.Join(", ", tokens)}]");
    }

    [GeneratedRegex(@"\A(/(?!\.{1,2}(/|\z))[A-Za-z0-9\-._~]+)+\z")]
    private static partial Regex PathForm();

    [GeneratedRegex(@"\A[!#$%&'*+\-.^_`|~0-9A-Za-z]+\z")]
    private static partial Regex TokenForm();
}
