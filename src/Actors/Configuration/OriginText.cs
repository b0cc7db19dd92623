namespace AkkaSocketIo.Actors.Configuration;

/// <summary>Origins as browsers send them: scheme, host in ASCII and lower case, port where it is not the scheme's own.</summary>
internal static class OriginText
{
    public static string? Normalize(string text)
    {
        if (!text.Contains("://", StringComparison.Ordinal) || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
            return null;
        if (uri.Host.Length == 0 || uri.AbsolutePath is not ("" or "/") || text.EndsWith('/') || uri.Query.Length > 0 || uri.Fragment.Length > 0
            || uri.UserInfo.Length > 0 || text.Contains('*') || text.AsSpan().ContainsAny("?#"))
            return null;
        // IdnHost drops the brackets of an IPv6 address.
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost.ToLowerInvariant();
        return $"{uri.Scheme}://{host}{(uri.IsDefaultPort || uri.Port < 0 ? "" : $":{uri.Port}")}";
    }
}
