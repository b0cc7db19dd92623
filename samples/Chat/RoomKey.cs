namespace Chat;

/// <summary>
/// The name of a chat room as a room of Socket.IO. Every socket is alone in a room named like its id: without the prefix a
/// visitor could "create" somebody else's and read along.
/// </summary>
internal static class RoomKey
{
    private const string Prefix = "room:";

    public static string Of(string name) => Prefix + name;

    public static string? NameOf(string room) => room.StartsWith(Prefix, StringComparison.Ordinal) ? room[Prefix.Length..] : null;
}
