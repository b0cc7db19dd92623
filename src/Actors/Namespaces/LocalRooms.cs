using System.Collections.Concurrent;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>
/// The sockets of one namespace on this node, by room and by id: the one structure that is shared between threads. It is
/// changed and read on the caller's thread, so that a join is in force when the call returns. Locks are taken in one order:
/// a member's, then a room's.
/// </summary>
internal sealed class LocalRooms
{
    private readonly ConcurrentDictionary<string, Room> _rooms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RoomMember> _members = new(StringComparer.Ordinal);
    private readonly Room _everybody = new();

    /// <summary>How many rooms have members, not counting each member's own.</summary>
    public int RoomCount => _rooms.Count;

    /// <summary>Their names: a copy.</summary>
    public IReadOnlyCollection<string> Names => [.. _rooms.Keys];

    /// <summary>Who wants to know what happens to rooms; null, if nobody does.</summary>
    public RoomEvents? Events { get; set; }

    public RoomMember[] Everybody => _everybody.Snapshot();

    public int CountOf(string room) => MembersOf(room).Length;

    public RoomMember? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _members.GetValueOrDefault(id);
    }

    public void Show(RoomMember member)
    {
        lock (member.Gate)
        {
            if (member.State != MemberState.Hidden)
            {
                return;
            }

            member.State = MemberState.Visible;
            _members[member.Id] = member;
            if (member.InOwnRoom)
            {
                Events?.Enter(member.Id, member.Id, isFirst: true);
            }

            if (member.Rooms is { } rooms)
            {
                foreach (var room in rooms.Keys)
                {
                    rooms[room] = Enter(room, member);
                }
            }

            member.Place = _everybody.TryAdd(member);
        }
    }

    public void Hide(RoomMember member)
    {
        lock (member.Gate)
        {
            var wasVisible = member.State == MemberState.Visible;
            member.State = MemberState.Gone;
            if (!wasVisible)
            {
                return;
            }

            if (member.InOwnRoom)
            {
                Events?.Exit(member.Id, member.Id, isLast: true);
            }

            if (member.Rooms is { } rooms)
            {
                foreach (var (room, slot) in rooms)
                {
                    Exit(room, slot!);
                }
            }

            _members.TryRemove(new KeyValuePair<string, RoomMember>(member.Id, member));
            _everybody.Remove(member.Place!);
        }
    }

    public static void Forget(RoomMember member)
    {
        lock (member.Gate)
        {
            member.Rooms = null;
            member.InOwnRoom = false;
        }
    }

    public void Join(RoomMember member, ReadOnlySpan<string> rooms)
    {
        lock (member.Gate)
        {
            if (member.State == MemberState.Gone)
            {
                return;
            }

            foreach (var room in rooms)
            {
                ArgumentNullException.ThrowIfNull(room, nameof(rooms));
                if (room == member.Id)
                {
                    EnterOwn(member);
                    continue;
                }

                member.Rooms ??= new Dictionary<string, Room.Slot?>(StringComparer.Ordinal);
                if (!member.Rooms.ContainsKey(room))
                {
                    member.Rooms[room] = member.State == MemberState.Visible ? Enter(room, member) : null;
                }
            }
        }
    }

    public void Leave(RoomMember member, string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        lock (member.Gate)
        {
            if (member.State == MemberState.Gone)
            {
                return;
            }

            if (room == member.Id)
            {
                LeaveOwn(member);
            }
            else if (member.Rooms is not null && member.Rooms.Remove(room, out var slot) && slot is not null)
            {
                Exit(room, slot);
            }
        }
    }

    public static HashSet<string> RoomsOf(RoomMember member)
    {
        lock (member.Gate)
        {
            var rooms = member.Rooms is { } joined ? new HashSet<string>(joined.Keys, StringComparer.Ordinal) : new HashSet<string>(StringComparer.Ordinal);
            if (member.InOwnRoom)
            {
                rooms.Add(member.Id);
            }

            return rooms;
        }
    }

    /// <summary>
    /// Everybody that a broadcast is for, each once, but for the sender, who may be among them. Not to be changed: it can be
    /// a room's own snapshot.
    /// </summary>
    public RoomMember[] Match(BroadcastTarget target)
    {
        if (target.ExceptNames.Length == 0 && target.RoomNames.Length < 2)
        {
            return target.RoomNames.Length == 0 ? _everybody.Snapshot() : MembersOf(target.RoomNames[0]);
        }

        var excluded = new HashSet<RoomMember>();
        foreach (var room in target.ExceptNames)
        {
            excluded.UnionWith(MembersOf(room));
        }

        if (target.RoomNames.Length == 0)
        {
            return [.. _everybody.Snapshot().Where(m => !excluded.Contains(m))];
        }

        // Who was matched is excluded from then on, so that nobody comes twice.
        var matched = new List<RoomMember>();
        foreach (var room in target.RoomNames)
        {
            foreach (var member in MembersOf(room))
            {
                if (excluded.Add(member))
                {
                    matched.Add(member);
                }
            }
        }

        return [.. matched];
    }

    private RoomMember[] MembersOf(string room)
    {
        var members = _rooms.TryGetValue(room, out var found) ? found.Snapshot() : [];
        return _members.TryGetValue(room, out var alone) && alone.InOwnRoom ? [alone, .. members] : members;
    }

    private void EnterOwn(RoomMember member)
    {
        if (!member.InOwnRoom && member.State == MemberState.Visible)
        {
            Events?.Enter(member.Id, member.Id, isFirst: true);
        }

        member.InOwnRoom = true;
    }

    private void LeaveOwn(RoomMember member)
    {
        if (member.InOwnRoom && member.State == MemberState.Visible)
        {
            Events?.Exit(member.Id, member.Id, isLast: true);
        }

        member.InOwnRoom = false;
    }

    private Room.Slot Enter(string name, RoomMember member)
    {
        while (true)
        {
            if (_rooms.GetOrAdd(name, static _ => new Room()).TryAdd(member, name, Events) is { } slot)
            {
                return slot;
            }
        }
    }

    private void Exit(string name, Room.Slot slot)
    {
        if (!_rooms.TryGetValue(name, out var room))
        {
            return;
        }

        room.Remove(slot, name, Events);
        if (room.Count == 0 && room.TryClose())
        {
            _rooms.TryRemove(new KeyValuePair<string, Room>(name, room));
        }
    }
}
