using AkkaSocketIo;

namespace Chat;

/// <summary>
/// Who is where, read from the sockets themselves: no list of our own that could drift away. Two tabs of a visitor, or the
/// old and the new socket of one who reconnects, count as one.
/// </summary>
internal sealed class Presence(SocketIoServer io)
{
    public const string Lobby = "lobby";
    private static readonly string[] AlwaysThere = [Lobby, "random", "help"];
    private readonly Lock _gate = new();

    /// <summary>Tells everybody in these rooms who is there, and everybody how many are in each room.</summary>
    public void Announce(params ReadOnlySpan<string?> changed)
    {
        // Read and sent under one lock: of two changes at once, the list that is sent last has seen both.
        lock (_gate)
        {
            var rooms = io.Sockets
                .Select(socket => (socket.Room, socket.Nick))
                .Where(at => at.Room is not null)
                .GroupBy(at => at.Room!, at => at.Nick)
                .ToDictionary(room => room.Key, room => Sorted(room.Distinct(StringComparer.OrdinalIgnoreCase)));

            foreach (var name in changed)
            {
                if (name is not null)
                    io.To(RoomKey.Of(name)).Emit("presence", name, rooms.GetValueOrDefault(name, []));
            }

            io.Emit("rooms", AlwaysThere
                .Concat(Sorted(rooms.Keys.Except(AlwaysThere)))
                .Select(name => new RoomInfo(name, rooms.GetValueOrDefault(name, []).Length))
                .ToArray());
        }
    }

    private static string[] Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.OrdinalIgnoreCase)];
}
