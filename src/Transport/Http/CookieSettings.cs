namespace AkkaSocketIo.Transport.Http;

/// <summary>The section <c>cookie</c>. Its texts are checked when they are read: none can end an attribute or the header.</summary>
internal sealed record CookieSettings
{
    public required bool Enabled { get; init; }

    public required string Name { get; init; }

    /// <summary>Empty: no such attribute. So are <see cref="Domain"/> and <see cref="SameSite"/>.</summary>
    public required string Path { get; init; }

    public required string Domain { get; init; }

    /// <summary>In whole seconds; zero: the cookie lives as long as the browser's session.</summary>
    public required TimeSpan MaxAge { get; init; }

    public required bool HttpOnly { get; init; }

    public required bool Secure { get; init; }

    /// <summary>As it stands in the header: <c>Lax</c>.</summary>
    public required string SameSite { get; init; }
}
