using System.Diagnostics.CodeAnalysis;
using AkkaSocketIo;

namespace Chat;

/// <summary>What the chat knows of a socket.</summary>
internal static class Visitor
{
    extension(ISocket socket)
    {
        public string Nick => socket.Data.Get<string>("nick") ?? "";

        /// <summary>The room in which the socket began; where it is now is <c>Room</c>.</summary>
        public string FirstRoom => socket.Data.Get<string>("first") ?? Presence.Lobby;

        public string? Room => socket.Rooms.Select(RoomKey.NameOf).FirstOrDefault(name => name is not null);

        public bool HasNick(string nick) => socket.Nick.Equals(nick, StringComparison.OrdinalIgnoreCase);

        public bool IsOf(string session) => socket.Data.Get<string>("session") == session;

        public bool IsIn([NotNullWhen(true)] string? room) => room is not null && socket.Rooms.Contains(RoomKey.Of(room));

        public void Enter(string nick, string session, string room)
        {
            socket.Data.Set("nick", nick);
            socket.Data.Set("session", session);
            socket.Data.Set("first", room);
        }
    }
}
