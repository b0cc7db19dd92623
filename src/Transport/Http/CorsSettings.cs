namespace AkkaSocketIo.Transport.Http;

/// <summary>The section <c>cors</c>, where it is not off.</summary>
internal sealed record CorsSettings
{
    /// <summary>Origins as browsers send them, or the one entry <c>*</c>.</summary>
    public required IReadOnlyList<string> Origin { get; init; }

    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>Empty: those that the preflight asks for.</summary>
    public required IReadOnlyList<string> AllowedHeaders { get; init; }

    public required IReadOnlyList<string> ExposedHeaders { get; init; }

    public required bool Credentials { get; init; }

    /// <summary>In whole seconds; zero: the header is not sent.</summary>
    public required TimeSpan MaxAge { get; init; }

    public required int OptionsSuccessStatus { get; init; }

    public bool AnyOrigin => Origin is ["*"];

    /// <param name="origin">The value of the header <c>Origin</c>.</param>
    public bool Allows(string origin) => AnyOrigin || Origin.Contains(origin, StringComparer.OrdinalIgnoreCase);
}
