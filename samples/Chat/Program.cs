using AkkaSocketIo;
using Chat;

// The page lies beside the assembly, so it does not matter from where this was started.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddSocketIo();
// Browsers are told to go; Ctrl-C does not wait long for one that is not listening.
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();

SocketIoServer io = app.MapSocketIo().Server;
new ChatServer(io, TimeProvider.System).Start();

app.SayWhereItIs();
app.Run();
