namespace AkkaSocketIo.BenchServer;

/// <summary>What is compared, in one process: a bare WebSocket echo, a SignalR hub and the Socket.IO server.</summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration.GetValue("port", 0)}");
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.AddSignalR();
        builder.Services.AddSocketIo();

        await using var app = builder.Build();
        app.UseWebSockets();
        app.Map("/raw", RawEcho.RunAsync);
        app.MapHub<BenchHub>("/hub");
        SocketIoEndpoints.Map(app);

        await app.StartAsync();
        Console.WriteLine($"listening on {app.Urls.Single()}");
        await app.WaitForShutdownAsync();
    }
}
