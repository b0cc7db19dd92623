namespace AkkaSocketIo;

/// <summary>
/// Cross-origin requests of browsers. A property that is not set has no opinion. An endpoint with a policy of its own
/// (<c>RequireCors</c>) uses that one instead.
/// </summary>
public sealed class CorsOptions
{
    /// <summary>
    /// The origins whose pages may read answers: scheme, host and port as in <c>https://example.org</c>, without a path; the one
    /// entry <c>*</c> allows all; an empty list allows none. Default: <c>off</c>.
    /// </summary>
    public IReadOnlyList<string>? Origin { get; set; }

    /// <summary>Methods that a preflight allows. Default: <c>[GET, HEAD, PUT, PATCH, POST, DELETE]</c>.</summary>
    public IReadOnlyList<string>? Methods { get; set; }

    /// <summary>Request headers that a preflight allows; empty allows those that it asks for. Default: <c>[]</c>.</summary>
    public IReadOnlyList<string>? AllowedHeaders { get; set; }

    /// <summary>Response headers that a page may read. Default: <c>[]</c>.</summary>
    public IReadOnlyList<string>? ExposedHeaders { get; set; }

    /// <summary>Whether the browser sends cookies along; needs a list of origins, not <c>*</c>. Default: <c>off</c>.</summary>
    public bool? Credentials { get; set; }

    /// <summary>How long a browser may remember a preflight, in whole seconds; zero leaves it to the browser. Default: <c>0</c>.</summary>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Status of the answer to a preflight. Default: <c>204</c>.</summary>
    public int? OptionsSuccessStatus { get; set; }
}
