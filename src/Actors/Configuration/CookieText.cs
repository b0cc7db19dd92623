using System.Text.RegularExpressions;

namespace AkkaSocketIo.Actors.Configuration;

/// <summary>The parts of a cookie, as RFC 6265 allows them: what is no part of one could add attributes or headers.</summary>
internal static partial class CookieText
{
    private static readonly string[] Sites = ["Strict", "Lax", "None"];

    public static ParsedSetting Name(string text) => NameForm().IsMatch(text)
        ? new(text, text)
        : throw new SettingException("is no name of a cookie", "Write letters, digits and - _ . only, such as io.");

    public static ParsedSetting Path(string text)
    {
        if (IsOff(text))
            return new("", "off");
        return PathForm().IsMatch(text)
            ? new(text, text)
            : throw new SettingException("is no path of a cookie: it starts with a slash and has no spaces, semicolons or control characters", "Write a path such as / or /app, or off for no Path attribute.");
    }

    public static ParsedSetting Domain(string text)
    {
        if (IsOff(text))
            return new("", "off");
        return DomainForm().IsMatch(text)
            ? new(text, text)
            : throw new SettingException("is no domain", "Write a host name such as example.org, without scheme and port, or off for no Domain attribute.");
    }

    public static ParsedSetting SameSite(string text)
    {
        if (IsOff(text))
            return new("", "off");
        return Sites.FirstOrDefault(s => s.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } site
            ? new(site, site.ToLowerInvariant())
            : throw new SettingException("takes strict, lax, none or off", "Write lax; none lets pages of other sites send the cookie along, off leaves it to the browser.");
    }

    private static bool IsOff(string text) => text.ToLowerInvariant() is "off" or "false";

    [GeneratedRegex(@"\A[!#$%&'*+\-.^_`|~0-9A-Za-z]+\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"\A/[\x21-\x3a\x3c-\x7e]*\z")]
    private static partial Regex PathForm();

    [GeneratedRegex(@"\A\.?[0-9A-Za-z](?:[0-9A-Za-z.\-]*[0-9A-Za-z])?\z")]
    private static partial Regex DomainForm();
}
