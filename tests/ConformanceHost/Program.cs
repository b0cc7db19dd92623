using AkkaSocketIo.ConformanceHost.Profiles;

// The server that public test suites expect; one profile at a time, on 127.0.0.1.
var builder = WebApplication.CreateBuilder(args);
var name = builder.Configuration["profile"];
if (Profile.Find(name) is not { } profile)
{
    Console.Error.WriteLine($"Unknown profile '{name}'. Known: {Profile.Names}.");
    return 2;
}

builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration["port"] ?? "0"}");
profile.AddServices(builder.Services);
var app = builder.Build();
profile.Map(app);
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"listening on {app.Urls.First()}"));
await app.RunAsync();
return 0;
