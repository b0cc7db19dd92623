using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace AkkaSocketIo.Transport.Http;

/// <summary>Which of the server's encodings a client wants most (RFC 9110, 12.5.3); of those that it wants equally the one that it named first.</summary>
internal static class AcceptedEncoding
{
    /// <param name="header">The values of <c>Accept-Encoding</c>.</param>
    /// <param name="offered">Best first, which decides where the client wrote <c>*</c>.</param>
    /// <returns>Null: none of them.</returns>
    public static string? Best(StringValues header, ReadOnlySpan<string> offered)
    {
        string? best = null;
        var bestPlace = default(Place);
        foreach (var name in offered)
        {
            if (Find(header, name) is { Quality: > 0 } place && (best is null || place.IsBefore(bestPlace)))
            {
                (best, bestPlace) = (name, place);
            }
        }

        return best;
    }

    private static Place? Find(StringValues header, string name)
    {
        Place? found = null;
        var order = 0;
        foreach (var value in header)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                var item = value.AsSpan()[range].Trim();
                var end = item.IndexOf(';');
                var coding = end < 0 ? item : item[..end].TrimEnd();
                var isExact = coding.Equals(name, StringComparison.OrdinalIgnoreCase);
                if (isExact || (coding is "*" && found is not { IsExact: true }))
                {
                    found = new Place(end < 0 ? 1 : Quality(item[(end + 1)..]), isExact, order);
                }

                order++;
            }
        }

        return found;
    }

    private static double Quality(ReadOnlySpan<char> parameters)
    {
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim();
            if (parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
            {
                return double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality) ? quality : 0;
            }
        }

        return 1;
    }

    private readonly record struct Place(double Quality, bool IsExact, int Order)
    {
        public bool IsBefore(Place other) =>
            Quality != other.Quality ? Quality > other.Quality
            : IsExact != other.IsExact ? IsExact
            : Order < other.Order;
    }
}
