using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>The rooms of a namespace as the application sees them.</summary>
internal sealed class NamespaceRooms(Namespace nsp, LocalRooms rooms) : IRooms
{
    private readonly Lock _gate = new();

    public int Count => rooms.RoomCount;

    public IReadOnlyCollection<string> Names => rooms.Names;

    public event Action<string> Created
    {
        add => Events.Created += AsyncVoid.Refused(value);
        remove => Events.Created -= value;
    }

    public event Action<string, string> Joined
    {
        add => Events.Joined += AsyncVoid.Refused(value);
        remove => Events.Joined -= value;
    }

    public event Action<string, string> Left
    {
        add => Events.Left += AsyncVoid.Refused(value);
        remove => Events.Left -= value;
    }

    public event Action<string> Deleted
    {
        add => Events.Deleted += AsyncVoid.Refused(value);
        remove => Events.Deleted -= value;
    }

    private RoomEvents Events
    {
        get
        {
            lock (_gate)
            {
                return rooms.Events ??= new RoomEvents(nsp.Name, nsp.Node.Log);
            }
        }
    }

    public Task<IReadOnlyCollection<string>> NamesAsync(CancellationToken cancellationToken) => nsp.Adapter.RoomsAsync(cancellationToken).AsTask();

    public int CountOf(string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return rooms.CountOf(room);
    }
}
