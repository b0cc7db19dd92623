namespace AkkaSocketIo.BenchServer;

/// <summary>What is measured: <c>echo</c> answers with its arguments, <c>bcast</c> goes to everybody.</summary>
internal static partial class Program
{
    static partial void AddSocketIoBench(WebApplicationBuilder builder) => builder.Services.AddSocketIo();

    static partial void MapSocketIoBench(WebApplication app)
    {
        var io = app.MapSocketIo().Server;
        io.On("echo", (EventArguments args, Ack ack) => ack.Send(args));
        io.On("bcast", (ISocket socket, EventArguments args) => io.Emit("bcast", args));
    }
}
