using System.Globalization;
using System.Text;

namespace AkkaSocketIo.Transport.Http;

/// <summary>The cookie that a load balancer finds the session's node by: the session id and fixed attributes.</summary>
internal sealed class SessionCookie(CookieSettings settings)
{
    private readonly string _prefix = settings.Name + "=";
    private readonly string _attributes = AttributesOf(settings);

    /// <summary>The value of <c>Set-Cookie</c>.</summary>
    public string For(string sid) => string.Concat(_prefix, sid, _attributes);

    private static string AttributesOf(CookieSettings settings)
    {
        var text = new StringBuilder();
        if (settings.MaxAge > TimeSpan.Zero)
        {
            text.Append(CultureInfo.InvariantCulture, $"; Max-Age={(long)settings.MaxAge.TotalSeconds}");
        }

        if (settings.Domain.Length > 0)
        {
            text.Append("; Domain=").Append(settings.Domain);
        }

        if (settings.Path.Length > 0)
        {
            text.Append("; Path=").Append(settings.Path);
        }

        text.Append(settings.HttpOnly ? "; HttpOnly" : "").Append(settings.Secure ? "; Secure" : "");
        if (settings.SameSite.Length > 0)
        {
            text.Append("; SameSite=").Append(settings.SameSite);
        }

        return text.ToString();
    }
}
