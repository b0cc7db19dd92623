using AkkaSocketIo;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSocketIo();
var app = builder.Build();
SocketIoServer io = app.MapSocketIo().Server;

io.Use(async (socket, next) =>
{
    if (!socket.Handshake.Auth.TryGetProperty("name", out var name))
        throw new SocketIoException("who are you?", new { code = 1 });
    socket.Data.Set("name", name.GetString());
    await next();
});

io.OnConnection(async socket =>
{
    await socket.Join("lobby");
    socket.To("lobby").Emit("joined", socket.Data.Get<string>("name"));
    socket.OnDisconnect(reason => io.To("lobby").Emit("left", socket.Id, reason.Name));
});

// For all sockets; what a handler returns is the acknowledgement.
io.On("say", (ISocket socket, string text) => io.To("lobby").Emit("said", socket.Data.Get<string>("name"), text));
io.On("add", (int a, int b) => a + b);
io.On("upload", async (ISocket socket, string name, byte[] file) =>
{
    var seen = await socket.EmitWithAckAsync<bool>("received", name);
    return new { name, file.Length, seen };
});

app.Run();
