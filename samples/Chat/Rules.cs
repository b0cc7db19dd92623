using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Chat;

/// <summary>What a client may send. The page keeps to the same limits, but a client need not be our page.</summary>
internal static class Rules
{
    public const int MaxName = 24;
    public const int MaxText = 2000;
    public const int MaxImageName = 80;

    // As base64 in a polling request 700 kB still fit into the server's max-http-buffer-size of 1 MB.
    public const int MaxImageBytes = 700_000;

    public const string NickRule = "A nickname has 1 to 24 characters.";
    public const string RoomRule = "The name of a room has 1 to 24 letters, digits, - or _.";
    public const string TextRule = "A message has 1 to 2000 characters.";
    public const string ImageRule = "Only PNG, JPEG, GIF and WebP images of at most 700 kB can be sent.";

    public static bool TryNick(string? text, out string nick)
    {
        nick = OneLine(text);
        return nick.Length is > 0 and <= MaxName;
    }

    public static bool TryRoom(string? text, out string room)
    {
        room = OneLine(text).ToLowerInvariant().Replace(' ', '-');
        return room.Length is > 0 and <= MaxName && room.All(InRoomName);
    }

    // Marks too: many scripts cannot write a word without them.
    private static bool InRoomName(char c) => char.IsLetterOrDigit(c) || c is '-' or '_'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>The page's own random secret, which lets it keep its nickname when it connects again.</summary>
    public static bool TrySession(string? text, [NotNullWhen(true)] out string? session)
    {
        session = text;
        return text is { Length: >= 16 and <= 64 } && text.All(char.IsAsciiLetterOrDigit);
    }

    public static bool TryText(string? text, out string clean)
    {
        clean = (text ?? "").Trim();
        return clean.Length is > 0 and <= MaxText;
    }

    public static string ImageName(string? text)
    {
        var name = OneLine(text);
        return name.Length <= MaxImageName ? name : name[..MaxImageName];
    }

    /// <summary>
    /// Without control characters, and without the invisible ones that reverse a line or make two nicknames look the same.
    /// </summary>
    private static string OneLine(string? text)
    {
        // Longer than any of our limits: not worth a look at every character.
        if (text is null || text.Length > MaxText)
            return "";

        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                    line.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
            {
                line.Append(rune);
            }
        }

        return line.ToString().TrimEnd();
    }
}
