namespace AkkaSocketIo.Actors.Configuration;

/// <summary>What a setting's text must be.</summary>
internal enum SettingKind
{
    Flag,
    Number,
    Duration,
    /// <summary>A duration that goes over the wire in seconds.</summary>
    WholeSeconds,
    Size,
    SizeOrAuto,
    Path,
    Transports,
    /// <summary>A short name, or the name of a type.</summary>
    Adapter,
    Origins,
    /// <summary>Where the events and sessions of recovery are kept.</summary>
    Store,
    /// <summary>A list of words as HTTP allows them in a header: methods, names of headers.</summary>
    Tokens,
    /// <summary>A short name, or the name of a type.</summary>
    Parser,
    /// <summary>Any text; empty for none.</summary>
    Text,
    CookieName,
    CookiePath,
    CookieDomain,
    SameSite,
}

/// <summary>One setting: its key below <c>akka.socket-io</c> and what may stand there.</summary>
/// <param name="Key">In kebab case, with its section: <c>cors.max-age</c>.</param>
/// <param name="Kind">What its text must be.</param>
/// <param name="Min">The least value: bytes, ticks or a number.</param>
/// <param name="Max">The greatest one.</param>
/// <param name="Why">Why there are bounds; a clause that ends a sentence.</param>
internal sealed record SettingKey(string Key, SettingKind Kind, long Min = 0, long Max = 0, string? Why = null)
{
    /// <summary>The name elsewhere: <c>cors.max-age</c> is <c>Cors:MaxAge</c>.</summary>
    public string PascalPath { get; } = string.Join(':', Key.Split('.').Select(Pascal));

    public bool IsList => Kind is SettingKind.Transports or SettingKind.Origins or SettingKind.Tokens;

    private static string Pascal(string kebab) =>
        string.Concat(kebab.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
