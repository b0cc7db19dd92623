namespace AkkaSocketIo.BenchServer;

/// <summary>What is measured: <c>echo</c> answers with its arguments, <c>bcast</c> goes to everybody.</summary>
internal static class SocketIoEndpoints
{
    public static void Map(WebApplication app)
    {
        var io = app.MapSocketIo().Server;
        io.On("echo", (EventArguments args, Ack ack) => ack.Send(args));
        io.On("bcast", (EventArguments args) => io.Emit("bcast", args));
    }
}
