namespace AkkaSocketIo.ConformanceHost.Profiles;

/// <summary>For the protocol suite of Socket.IO v5.</summary>
internal sealed class Sio5Profile : Profile
{
    public override void Configure(SocketIoOptions options)
    {
        options.PingInterval = TimeSpan.FromMilliseconds(300);
        options.PingTimeout = TimeSpan.FromMilliseconds(200);
        options.MaxHttpBufferSize = 1_000_000;
        options.ConnectTimeout = TimeSpan.FromSeconds(1);
        options.Cors = new CorsOptions { Origin = ["*"] };
    }

    public override void Map(WebApplication app)
    {
        var io = app.MapSocketIo().Server;
        io.OnConnection(socket =>
        {
            socket.Emit("auth", socket.Handshake.Auth);
            socket.On("message", (EventArguments arguments) => socket.Emit("message-back", arguments));
            socket.On("message-with-ack", (EventArguments arguments) => arguments);
        });
        io.Of("/custom").OnConnection(socket => socket.Emit("auth", socket.Handshake.Auth));
    }
}
