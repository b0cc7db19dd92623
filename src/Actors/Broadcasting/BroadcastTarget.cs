using AkkaSocketIo.Actors.Namespaces;

namespace AkkaSocketIo.Actors.Broadcasting;

/// <summary>Who a broadcast is for: everybody, or the members of some rooms, but for those of others and the sender.</summary>
internal sealed record BroadcastTarget
{
    public static readonly BroadcastTarget Everybody = new();

    public string[] Rooms { get; private init; } = [];

    public string[] Except { get; private init; } = [];

    public RoomMember? Sender { get; init; }

    public BroadcastTarget To(ReadOnlySpan<string> rooms) => this with { Rooms = Join(Rooms, rooms) };

    public BroadcastTarget But(ReadOnlySpan<string> rooms) => this with { Except = Join(Except, rooms) };

    private static string[] Join(string[] known, ReadOnlySpan<string> more)
    {
        foreach (var room in more)
        {
            ArgumentNullException.ThrowIfNull(room);
        }

        return [.. known, .. more];
    }
}
