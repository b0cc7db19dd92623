using AkkaSocketIo;
using AkkaSocketIo.ConformanceHost;

// The server that public test suites expect; one profile at a time, on 127.0.0.1.
var builder = WebApplication.CreateBuilder(args);
var profile = builder.Configuration["profile"];
if (profile != "eio4")
{
    Console.Error.WriteLine($"Unknown profile '{profile}'. Known: eio4.");
    return 2;
}

builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration["port"] ?? "0"}");
builder.Services.AddEngineIo(o =>
{
    o.PingInterval = TimeSpan.FromMilliseconds(300);
    o.PingTimeout = TimeSpan.FromMilliseconds(200);
    o.MaxHttpBufferSize = 1_000_000;
    o.Cors = new CorsOptions { Origin = ["*"] };
});
var app = builder.Build();
app.MapEngineIo("/engine.io", new EchoHandler());
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"listening on {app.Urls.First()}"));
await app.RunAsync();
return 0;
