using AkkaSocketIo.ConformanceHost.Profiles;

// The server that public test suites expect; one profile at a time, on 127.0.0.1.
var builder = WebApplication.CreateBuilder(args);
var name = builder.Configuration["profile"];
if (Profile.Find(name) is not { } profile)
{
    Console.Error.WriteLine($"Unknown profile '{name}'. Known: {Profile.Names}.");
    return 2;
}

// Several servers and stores that outlive the process are not there yet. HOCON files (--hocon) are read by the library itself.
if (Unknown("adapter", "local") is { } problem || (problem = Unknown("store", "memory")) is not null)
{
    Console.Error.WriteLine(problem);
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

string? Unknown(string argument, string known) =>
    builder.Configuration[argument] is { } value && value != known ? $"--{argument} {value} is not supported. Known: {known}." : null;
