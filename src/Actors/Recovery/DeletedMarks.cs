namespace AkkaSocketIo.Actors.Recovery;

/// <summary>
/// For each room the last position that was deleted from the log: whoever has read that far, or whose rooms are not
/// among them, has lost nothing. Bounded: when there are too many rooms, all count as deleted up to there.
/// </summary>
internal sealed class DeletedMarks(int maxRooms = 10_000)
{
    private readonly Dictionary<string, long> _rooms = new(StringComparer.Ordinal);
    private long _everybody;

    public void Add(LogEntry entry)
    {
        if (entry.Target.Only is { } session)
        {
            session.Deleted = entry.Position;
        }
        else if (entry.Target.Rooms.Length == 0)
        {
            _everybody = entry.Position;
        }
        else
        {
            foreach (var room in entry.Target.Rooms)
            {
                Add(room, entry.Position);
            }
        }
    }

    /// <summary>Whether something that may have been for the session was deleted behind this position.</summary>
    public bool HasAny(Session session, long behind)
    {
        if (_everybody > behind || session.Deleted > behind)
        {
            return true;
        }

        foreach (var room in session.Rooms)
        {
            if (_rooms.TryGetValue(room, out var deleted) && deleted > behind)
            {
                return true;
            }
        }

        return false;
    }

    public void Clear()
    {
        _rooms.Clear();
        _everybody = 0;
    }

    private void Add(string room, long position)
    {
        if (_rooms.Count >= maxRooms && !_rooms.ContainsKey(room))
        {
            // Positions only grow: this one is behind all that the marks have.
            _rooms.Clear();
            _everybody = position;
            return;
        }

        _rooms[room] = position;
    }
}
