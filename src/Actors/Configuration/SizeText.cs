using System.Globalization;
using System.Text.RegularExpressions;

namespace AkkaSocketIo.Actors.Configuration;

/// <summary>
/// Sizes as text: <c>1MiB</c>, <c>256KiB</c>, <c>1MB</c>, a bare number is bytes (<c>1e6</c> too: the reference's habit).
/// Akka's own <c>GetByteSize</c> is not used: it takes <c>-1</c>, and a lone <c>k</c> or <c>m</c> for powers of 1024, and
/// refuses <c>1KB</c> and <c>1.5MiB</c>.
/// </summary>
internal static partial class SizeText
{
    public const string Fix = "Write bytes (1000000) or a number with its unit: KB, MB, GB are powers of 1000, KiB, MiB, GiB powers of 1024.";

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var match = Form().Match(text);
        if (!match.Success
            || !decimal.TryParse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture, out var number))
            return false;

        var unit = BytesOf(match.Groups["unit"].Value);
        if (number > long.MaxValue / unit)
            return false;
        var total = number * unit;
        // A part of a byte is a slip of the pen, not a size.
        if (total != decimal.Truncate(total))
            return false;
        bytes = (long)total;
        return true;
    }

    /// <summary>The shortest text that <see cref="TryParse"/> reads back as the same size.</summary>
    public static string Format(long bytes) => bytes switch
    {
        0 => "0",
        _ when bytes % (1L << 30) == 0 => Text(bytes >> 30, "GiB"),
        _ when bytes % (1L << 20) == 0 => Text(bytes >> 20, "MiB"),
        _ when bytes % (1L << 10) == 0 => Text(bytes >> 10, "KiB"),
        _ => Text(bytes, ""),
    };

    private static string Text(long number, string unit) => number.ToString(CultureInfo.InvariantCulture) + unit;

    private static long BytesOf(string unit) => unit switch
    {
        "kB" or "KB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        "KiB" => 1L << 10,
        "MiB" => 1L << 20,
        "GiB" => 1L << 30,
        _ => 1,
    };

    [GeneratedRegex(@"\A(?<number>[0-9]{1,18}(\.[0-9]{1,9})?(e[0-9]{1,2})?) *(?<unit>[Bb]|kB|KB|MB|GB|KiB|MiB|GiB)?\z")]
    private static partial Regex Form();
}
