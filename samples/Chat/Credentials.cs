using System.Text.Json;

namespace Chat;

/// <summary>The <c>auth</c> of the page's CONNECT packet, still unchecked.</summary>
internal sealed record Credentials(string? Nick, string? Session, string? Room)
{
    public static Credentials From(JsonElement auth) => new(Text(auth, "nick"), Text(auth, "session"), Text(auth, "room"));

    private static string? Text(JsonElement auth, string name) =>
        auth.ValueKind == JsonValueKind.Object && auth.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
