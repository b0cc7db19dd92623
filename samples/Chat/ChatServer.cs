using AkkaSocketIo;

namespace Chat;

/// <summary>What happens in the chat. A socket is in one room at a time; who is where is what Socket.IO's rooms say.</summary>
internal sealed class ChatServer(SocketIoServer io, TimeProvider time)
{
    private static readonly Reply NotThere = Reply.Refused("You are not in that room.");
    private readonly Nicknames _nicknames = new();
    private readonly Presence _presence = new(io);

    public void Start()
    {
        io.Use(Admit);
        io.OnConnection(Welcome);

        // One registration serves all sockets.
        io.On("join", Join);
        io.On("typing", Typing);
        io.On("message", Message);
        io.On("image", Image);
    }

    /// <summary>Refuses with a sentence for the user and the name of the field that it is about.</summary>
    private async Task Admit(ISocket socket, Func<Task> next)
    {
        var auth = Credentials.From(socket.Handshake.Auth);
        if (!Rules.TryNick(auth.Nick, out var nick))
            throw new SocketIoException(Rules.NickRule, new Refusal("nick"));
        if (!Rules.TrySession(auth.Session, out var session))
            throw new SocketIoException("The page is out of date: load it again.", new Refusal("session"));
        if (!Rules.TryRoom(string.IsNullOrEmpty(auth.Room) ? Presence.Lobby : auth.Room, out var room))
            throw new SocketIoException(Rules.RoomRule, new Refusal("room"));
        if (!_nicknames.TryTake(nick, session, socket.Aborted))
            throw new SocketIoException("This nickname is taken: choose another one.", new Refusal("nick"));

        socket.Nick = nick;
        // From its first moment on the socket is where the visitor was before a reconnection.
        await socket.Join(RoomKey.Of(room));
        await next();
    }

    private void Welcome(ISocket socket)
    {
        // The last moment at which the room is known.
        string? last = null;
        socket.OnDisconnecting(_ => last = socket.Room);
        socket.OnDisconnect(_ => _presence.Announce(last));

        socket.Emit("welcome", new Welcome(socket.Nick, socket.Room ?? Presence.Lobby));
        _presence.Announce(socket.Room);
    }

    private async Task<Reply> Join(ISocket socket, string? name)
    {
        if (!Rules.TryRoom(name, out var room))
            return Reply.Refused(Rules.RoomRule);

        var old = socket.Room;
        if (old == room)
            return Reply.Entered(room);
        if (old is not null)
            await socket.Leave(RoomKey.Of(old));
        await socket.Join(RoomKey.Of(room));
        _presence.Announce(old, room);
        return Reply.Entered(room);
    }

    private static void Typing(ISocket socket, string? room, bool on)
    {
        if (socket.IsIn(room))
            socket.To(RoomKey.Of(room)).Emit("typing", room, socket.Nick, on);
    }

    private Reply Message(ISocket socket, string? room, string? text)
    {
        if (!socket.IsIn(room))
            return NotThere;
        if (!Rules.TryText(text, out var clean))
            return Reply.Refused(Rules.TextRule);

        socket.To(RoomKey.Of(room)).Emit("message", new TextMessage(room, socket.Nick, clean, Now()));
        return Reply.Done;
    }

    private Reply Image(ISocket socket, string? room, string? name, byte[]? bytes)
    {
        if (!socket.IsIn(room))
            return NotThere;
        if (bytes is null || bytes.Length > Rules.MaxImageBytes || ImageType.Of(bytes) is not { } type)
            return Reply.Refused(Rules.ImageRule);

        var info = new ImageMessage(room, socket.Nick, Rules.ImageName(name), type, Now());
        socket.To(RoomKey.Of(room)).Emit("image", info, bytes);
        return Reply.Done;
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
