using Chat;

// Page and client script lie beside the assembly, so it does not matter from where this was started.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
// Browsers keep their connections open for ever: Ctrl-C must not wait for them.
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(3));

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.UseClientScript();

app.SayWhereItIs();
app.Run();
