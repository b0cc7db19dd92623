using System.Globalization;
using System.Text.RegularExpressions;

namespace AkkaSocketIo.Actors.Configuration;

/// <summary>
/// Durations as text: <c>25s</c>, <c>500ms</c>, a bare number is milliseconds. Akka's own <c>GetTimeSpan</c> is not used:
/// it reads <c>infinite</c> as -1 ms, and for what it cannot read throws a FormatException that names no key.
/// </summary>
internal static partial class DurationText
{
    public const string Fix = "Write a number with its unit (ms, s, m, h, d), such as 25s or 500ms; a bare number is milliseconds.";

    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        var match = Form().Match(text);
        if (!match.Success
            || !decimal.TryParse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;

        var unit = TicksOf(match.Groups["unit"].Value);
        // Compared before it is multiplied: decimal would throw, and a longer time than TimeSpan holds is no time.
        if (number > (decimal)long.MaxValue / unit)
            return false;
        value = TimeSpan.FromTicks((long)(number * unit));
        return true;
    }

    /// <summary>The form that <c>IConfiguration</c> also takes, because .NET writes a TimeSpan so: <c>00:00:25</c>.</summary>
    public static bool TryParseClock(string text, out TimeSpan value) =>
        TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value) && text.Contains(':') && value >= TimeSpan.Zero;

    /// <summary>The shortest text that <see cref="TryParse"/> reads back as the same time, to the tick.</summary>
    public static string Format(TimeSpan value) => value.Ticks switch
    {
        0 => "0",
        var t when t % TimeSpan.TicksPerHour == 0 => Text(t / TimeSpan.TicksPerHour, "h"),
        var t when t % TimeSpan.TicksPerMinute == 0 => Text(t / TimeSpan.TicksPerMinute, "m"),
        var t when t % TimeSpan.TicksPerSecond == 0 => Text(t / TimeSpan.TicksPerSecond, "s"),
        var t => Text((decimal)t / TimeSpan.TicksPerMillisecond, "ms"),
    };

    private static string Text(decimal number, string unit) => number.ToString("0.####", CultureInfo.InvariantCulture) + unit;

    private static long TicksOf(string unit) => unit switch
    {
        "s" or "second" or "seconds" => TimeSpan.TicksPerSecond,
        "m" or "minute" or "minutes" => TimeSpan.TicksPerMinute,
        "h" or "hour" or "hours" => TimeSpan.TicksPerHour,
        "d" or "day" or "days" => TimeSpan.TicksPerDay,
        _ => TimeSpan.TicksPerMillisecond,
    };

    [GeneratedRegex(@"\A(?<number>[0-9]{1,15}(\.[0-9]{1,9})?) *(?<unit>ms|millis|milliseconds?|s|seconds?|m|minutes?|h|hours?|d|days?)?\z")]
    private static partial Regex Form();
}
