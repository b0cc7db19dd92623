namespace Chat;

// What goes over the wire, in camel case.

/// <summary>The data of a refused connection: which field of the credentials was not accepted.</summary>
internal sealed record Refusal(string Field);

internal sealed record Welcome(string Nick, string Room);

internal sealed record RoomInfo(string Name, int People);

internal sealed record TextMessage(string Room, string From, string Text, long At);

/// <summary>Describes the image whose bytes are the event's second argument.</summary>
internal sealed record ImageMessage(string Room, string From, string Name, string Type, long At);

/// <summary>The answer to everything that can be refused.</summary>
internal sealed record Reply(bool Ok, string? Error = null, string? Room = null)
{
    public static Reply Done { get; } = new(true);
    public static Reply Entered(string room) => new(true, Room: room);
    public static Reply Refused(string why) => new(false, why);
}
