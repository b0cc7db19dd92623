namespace AkkaSocketIo.Actors.Broadcasting;

internal static class RoomNames
{
    /// <summary>All before any: a call with a mistake in it changes nothing.</summary>
    public static ReadOnlySpan<string> Checked(ReadOnlySpan<string> rooms)
    {
        foreach (var room in rooms)
        {
            ArgumentNullException.ThrowIfNull(room, nameof(rooms));
        }

        return rooms;
    }
}
