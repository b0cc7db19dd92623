namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>
/// The members of a room. Leaving costs no search: each knows its place, and the last one moves into the gap. Who
/// broadcasts gets a snapshot, which is made anew only after a change.
/// </summary>
internal sealed class Room
{
    private readonly Lock _gate = new();
    private Slot[] _slots = [];
    private RoomMember[]? _snapshot = [];
    private bool _closed;

    public int Count { get; private set; }

    public sealed class Slot(RoomMember member)
    {
        public RoomMember Member => member;

        public int Index { get; set; }
    }

    /// <summary>Null when the room was given up for being empty: the caller makes a new one.</summary>
    /// <param name="member">Who enters.</param>
    /// <param name="name">The room's name, for those who listen.</param>
    /// <param name="events">Who listens; told in here, so that what they hear has the order in which it happened.</param>
    public Slot? TryAdd(RoomMember member, string name = "", RoomEvents? events = null)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return null;
            }

            if (Count == _slots.Length)
            {
                Array.Resize(ref _slots, Math.Max(4, 2 * Count));
            }

            var slot = new Slot(member) { Index = Count };
            _slots[Count++] = slot;
            _snapshot = null;
            events?.Enter(name, member.Id, isFirst: Count == 1);
            return slot;
        }
    }

    public void Remove(Slot slot, string name = "", RoomEvents? events = null)
    {
        lock (_gate)
        {
            var last = _slots[--Count];
            _slots[Count] = null!;
            if (last != slot)
            {
                _slots[slot.Index] = last;
                last.Index = slot.Index;
            }

            _snapshot = null;
            events?.Exit(name, slot.Member.Id, isLast: Count == 0);
        }
    }

    /// <summary>True when it is empty; then nobody can join it any more.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            return _closed = Count == 0;
        }
    }

    /// <summary>The members as they are now; the array is shared and not to be changed.</summary>
    public RoomMember[] Snapshot()
    {
        lock (_gate)
        {
            if (_snapshot is null)
            {
                _snapshot = new RoomMember[Count];
                for (var i = 0; i < _snapshot.Length; i++)
                {
                    _snapshot[i] = _slots[i].Member;
                }
            }

            return _snapshot;
        }
    }
}
