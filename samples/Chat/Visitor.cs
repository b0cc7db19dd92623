using System.Diagnostics.CodeAnalysis;
using AkkaSocketIo;

namespace Chat;

/// <summary>What the chat knows of a socket.</summary>
internal static class Visitor
{
    extension(ISocket socket)
    {
        public string Nick
        {
            get => socket.Data.Get<string>("nick") ?? "";
            set => socket.Data.Set("nick", value);
        }

        public string? Room => socket.Rooms.Select(RoomKey.NameOf).FirstOrDefault(name => name is not null);

        public bool IsIn([NotNullWhen(true)] string? room) => room is not null && socket.Rooms.Contains(RoomKey.Of(room));
    }
}
