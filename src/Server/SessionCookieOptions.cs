namespace AkkaSocketIo;

/// <summary>
/// A cookie with the session id, set by the answer to a polling handshake: for load balancers that keep a client with its
/// server by a cookie. A property that is not set has no opinion.
/// </summary>
public sealed class SessionCookieOptions
{
    /// <summary>Whether it is set. Default: <c>off</c>.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Its name. Default: <c>io</c>.</summary>
    public string? Name { get; set; }

    /// <summary>Its attribute <c>Path</c>; <c>off</c> for none. Default: <c>/</c>.</summary>
    public string? Path { get; set; }

    /// <summary>Its attribute <c>Domain</c>; <c>off</c> for none. Default: <c>off</c>.</summary>
    public string? Domain { get; set; }

    /// <summary>How long the browser keeps it, in whole seconds; zero for as long as the browser runs. Default: <c>0</c>.</summary>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Whether scripts of the page cannot read it. Default: <c>on</c>.</summary>
    public bool? HttpOnly { get; set; }

    /// <summary>Whether it goes over TLS only. Default: <c>off</c>.</summary>
    public bool? Secure { get; set; }

    /// <summary><c>strict</c>, <c>lax</c>, <c>none</c> (which needs <see cref="Secure"/>) or <c>off</c>. Default: <c>lax</c>.</summary>
    public string? SameSite { get; set; }
}
