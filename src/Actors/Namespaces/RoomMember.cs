using AkkaSocketIo.Actors.Sockets;

namespace AkkaSocketIo.Actors.Namespaces;

/// <summary>One socket as its namespace's rooms see it. What it holds is guarded by its gate and belongs to <see cref="LocalRooms"/>.</summary>
internal sealed class RoomMember(string id, Socket socket) : IRoomMember
{
    public string Id => id;

    public Socket Socket => socket;

    public Lock Gate { get; } = new();

    public MemberState State { get; set; }

    /// <summary>It has not left the room that is named like itself.</summary>
    public bool InOwnRoom { get; set; } = true;

    /// <summary>Its place among all members, while it is visible.</summary>
    public Room.Slot? Place { get; set; }

    /// <summary>The rooms that it has joined; a place only while it is visible.</summary>
    public Dictionary<string, Room.Slot?>? Rooms { get; set; }
}

internal enum MemberState : byte
{
    /// <summary>Not connected yet: it can join, but nothing reaches it.</summary>
    Hidden,

    Visible,

    /// <summary>It has ended: nothing reaches it, and it cannot join.</summary>
    Gone,
}
