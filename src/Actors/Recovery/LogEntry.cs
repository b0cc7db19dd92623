using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Recovery;

/// <summary>
/// An event in the log. Entries are linked, so that who reads on from one keeps what follows, whatever the log has deleted
/// meanwhile.
/// </summary>
internal sealed class LogEntry(long position, EntryTarget target, EncodedPacket packet, long at)
{
    // What an entry costs beside its packet.
    private const int Overhead = 128;

    public long Position => position;

    public EntryTarget Target => target;

    public EncodedPacket Packet => packet;

    /// <summary>When it was appended, as a timestamp of the clock.</summary>
    public long At => at;

    public long Size => packet.Size + Overhead;

    /// <summary>Written under the log's lock.</summary>
    public LogEntry? Next { get; set; }
}

/// <summary>Who an event is for, in what outlives sockets.</summary>
/// <param name="Rooms">Members of at least one of these; none: everybody.</param>
/// <param name="Except">But for members of these.</param>
/// <param name="Sender">But for this socket.</param>
/// <param name="Only">This session and no other, whatever its rooms are.</param>
internal readonly record struct EntryTarget(string[] Rooms, string[] Except, string? Sender = null, Session? Only = null)
{
    public static EntryTarget For(Session session) => new([], [], null, session);

    /// <summary>By the rooms that a session had when it ended.</summary>
    public bool Matches(Session session)
    {
        if (Only is not null)
        {
            return Only == session;
        }

        return Sender != session.Id && (Rooms.Length == 0 || HasAny(session, Rooms)) && !HasAny(session, Except);
    }

    private static bool HasAny(Session session, string[] rooms)
    {
        foreach (var room in rooms)
        {
            if (session.Rooms.Contains(room))
            {
                return true;
            }
        }

        return false;
    }
}
