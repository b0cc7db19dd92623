namespace AkkaSocketIo.Actors.Configuration;

/// <summary>Finds what somebody meant who mistyped a name.</summary>
internal static class NearestName
{
    /// <summary>
    /// The known path whose last part is nearest to that of <paramref name="unknown"/>; among equals the one whose whole path is
    /// nearest. So a right name in a wrong section finds its section.
    /// </summary>
    public static string Of(string unknown, IEnumerable<string> known, char separator) =>
        known.MinBy(k => (Distance(Last(unknown, separator), Last(k, separator)), Distance(unknown, k)))!;

    /// <summary>The nearest known path in a sentence; a question only where it is near enough to be what was meant.</summary>
    public static string Suggest(string unknown, IEnumerable<string> known, char separator)
    {
        var nearest = Of(unknown, known, separator);
        var name = Last(unknown, separator);
        return Distance(name, Last(nearest, separator)) <= Math.Max(2, name.Length / 3)
            ? $"Did you mean {nearest}?"
            : $"The nearest that exists is {nearest}.";
    }

    /// <summary>How many letters must be added, removed, changed or swapped with their neighbour; case does not count.</summary>
    public static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }

    private static string Last(string path, char separator) => path[(path.LastIndexOf(separator) + 1)..];

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
