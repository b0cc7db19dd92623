using System.Text.RegularExpressions;

namespace AkkaSocketIo.ConformanceHost.Profiles;

/// <summary>Every feature once, for every client.</summary>
internal sealed partial class MatrixProfile(IPacketParser? parser = null) : Profile
{
    public override void Configure(SocketIoOptions options)
    {
        options.PingInterval = TimeSpan.FromMilliseconds(500);
        options.PingTimeout = TimeSpan.FromMilliseconds(1500);
        options.AllowEio3 = true;
        options.MaxHttpBufferSize = 1_000_000;
        options.Parser = parser;
        options.Cors = new CorsOptions { Origin = ["*"] };
    }

    public override void Map(WebApplication app) => Serve(app.MapSocketIo().Server);

    /// <summary>The handlers, which the robustness probes use too.</summary>
    public static void Serve(SocketIoServer io)
    {
        io.OnConnection(socket => socket.Emit("welcome", new { sid = socket.Id, eio = socket.Connection.Protocol }));
        io.On("echo", Echo);
        io.On("please-call", PleaseCall);
        io.On("timeout-call", TimeoutCall);
        io.On("transport", (ISocket socket) => socket.Connection.Transport);
        io.On("join", async (ISocket socket, string room) =>
        {
            await socket.Join(room);
            return OtherRooms(socket);
        });
        io.On("leave", async (ISocket socket, string room) =>
        {
            await socket.Leave(room);
            return OtherRooms(socket);
        });
        io.On("to-room", (string room, EventArgument? value) =>
        {
            io.To(room).Emit("room-msg", room, value);
            return "ok";
        });
        io.On("to-room-but-me", (ISocket socket, string room, EventArgument? value) =>
        {
            socket.To(room).Emit("room-msg", room, value);
            return "ok";
        });
        io.On("to-two", (string a, string b, string except, EventArgument? value) =>
        {
            io.To(a).To(b).Except(except).Emit("room-msg", "two", value);
            return "ok";
        });
        io.On("broadcast", (ISocket socket, EventArgument? value) =>
        {
            socket.Broadcast.Emit("broadcasted", value);
            return "ok";
        });
        io.On("volatile", (ISocket socket, EventArgument? value) => socket.Volatile.Emit("volatile-msg", value));
        io.On("burst", Burst);
        io.On("kick", (ISocket socket) => socket.Disconnect());
        io.On("drop", (ISocket socket) => socket.Connection.Close());
        io.On("later", (ISocket socket, int milliseconds, EventArgument? value) => Later(io, socket.Id, milliseconds, value));
        io.On("fetch-count", (string room) => io.In(room).CountAsync());

        io.Of("/custom")
            .OnConnection(socket => socket.Emit("welcome", new { sid = socket.Id, nsp = "/custom", auth = socket.Handshake.Auth }))
            .On("echo", Echo);
        io.Of("/deny").Use((_, _) => throw new SocketIoException("denied", new { code = 42 }));
        io.Of(DynamicName()).OnConnection(socket => socket.Emit("welcome", new { sid = socket.Id, nsp = socket.Namespace.Name }));
    }

    private static void Echo(EventContext context)
    {
        if (context.Ack is { } ack)
        {
            ack.Send(context.Arguments);
        }
        else
        {
            context.Socket.Emit("echo-back", context.Arguments);
        }
    }

    private static async Task PleaseCall(ISocket socket, EventArgument? value)
    {
        try
        {
            socket.Emit("server-call-result", await socket.EmitWithAckAsync("server-call", value));
        }
        catch (SocketDisconnectedException)
        {
            // Nobody is left to be told.
        }
    }

    private static async Task<bool> TimeoutCall(ISocket socket, int milliseconds)
    {
        try
        {
            await socket.Timeout(TimeSpan.FromMilliseconds(milliseconds)).EmitWithAckAsync("server-call", "t");
            return false;
        }
        catch (AckTimeoutException)
        {
            return true;
        }
        catch (SocketDisconnectedException)
        {
            return false;
        }
    }

    private static void Burst(ISocket socket, int count)
    {
        for (var i = 0; i < count && socket.Connected; i++)
        {
            if (i % 5 == 0)
            {
                socket.Emit("burst-msg", i, new byte[] { (byte)i, 1, 2 });
            }
            else
            {
                socket.Emit("burst-msg", i);
            }
        }
    }

    // Not awaited by its handler: other events of the socket go on meanwhile.
    private static void Later(SocketIoServer io, string room, int milliseconds, EventArgument? value) =>
        _ = Task.Delay(milliseconds).ContinueWith(_ => io.To(room).Emit("later-msg", value), TaskScheduler.Default);

    private static string[] OtherRooms(ISocket socket) => [.. socket.Rooms.Where(room => room != socket.Id).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"^/dyn-\d+\z")]
    private static partial Regex DynamicName();
}
