using System.Diagnostics;
using System.Text.RegularExpressions;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Tests.Telemetry;

public class ActivityTests
{
    [Fact]
    public async Task EachRunOfAHandlerIsASpanThatLinksToTheHandshake()
    {
        var spans = new Probe<Activity>();
        using var listener = Listen(spans);
        await using var server = await IoServer.StartAsync();
        server.Io.Of(new Regex("^/spans-\\d+$", RegexOptions.NonBacktracking))
            .On("sync", (ISocket socket) => socket.Namespace.Emit("to-all"))
            .On("async", async Task (ISocket socket) =>
            {
                await Task.Yield();
                Assert.Equal("socketio.event async", Activity.Current?.OperationName);
                throw new InvalidOperationException("failed");
            })
            .On("last", () => Activity.Current?.OperationName);
        await using var client = await server.OpenAsync(Mode.WebSocket);
        var id = await server.JoinAsync(client, "/spans-1");
        await client.SendAsync("42/spans-1,[\"sync\"]", "42/spans-1,[\"async\"]", "42/spans-1,1[\"last\"]");
        await client.ExpectAsync("42/spans-1,[\"to-all\"]", "43/spans-1,1[\"socketio.event last\"]");

        var broadcast = await OfAsync(spans, a => a.OperationName == "socketio.broadcast" && a.GetTagItem("socketio.namespace") is "^/spans-\\d+$");
        var sync = await OfAsync(spans, a => a.GetTagItem("socketio.socket.id") as string == id);
        var failed = await OfAsync(spans, a => a.GetTagItem("socketio.socket.id") as string == id);
        var last = await OfAsync(spans, a => a.GetTagItem("socketio.socket.id") as string == id);

        Assert.Equal("socketio.event sync", sync.OperationName);
        Assert.Equal(ActivityKind.Server, sync.Kind);
        Assert.Equal("^/spans-\\d+$", sync.GetTagItem("socketio.namespace"));
        Assert.Equal("sync", sync.GetTagItem("socketio.event"));
        Assert.Equal(ActivityStatusCode.Unset, sync.Status);
        Assert.Null(sync.ParentId);
        var request = Assert.Single(sync.Links).Context;
        Assert.Equal(request, Assert.Single(last.Links).Context);
        Assert.NotEqual(sync.TraceId, request.TraceId);
        Assert.NotEqual(default, request.SpanId);

        Assert.Equal(ActivityKind.Producer, broadcast.Kind);
        Assert.Equal(sync.SpanId, broadcast.ParentSpanId);
        Assert.Equal(1, broadcast.GetTagItem("socketio.broadcast.receivers"));

        Assert.Equal("socketio.event async", failed.OperationName);
        Assert.Equal((ActivityStatusCode.Error, "failed"), (failed.Status, failed.StatusDescription));
        Assert.Equal("System.InvalidOperationException", failed.GetTagItem("error.type"));
    }

    [Fact]
    public async Task ScopesSayWhichSocketItIs()
    {
        await using var server = await IoServer.StartAsync(o => o.LogScope = true);
        var logger = server.Services.GetLogger("Application");
        server.Io.Use((_, next) =>
        {
            logger.LogMiddleware();
            return next();
        });
        server.Io.OnConnection(_ => logger.LogConnection());
        server.Io.On("say", int () =>
        {
            logger.LogSaid();
            return 1;
        });
        await using var client = await server.OpenAsync(Mode.WebSocket);
        var id = await server.JoinAsync(client);
        await client.SendAsync("421[\"say\"]");
        await client.ExpectAsync("431[1]");
        foreach (var name in new[] { "LogMiddleware", "LogConnection", "LogSaid" })
        {
            var record = await server.Logs.TheOneAsync(r => r.Id.Name == name);
            var scope = Assert.Single(record.Scopes.OfType<IReadOnlyList<KeyValuePair<string, object?>>>(), s => s.Any(p => p.Key == "SocketId"));
            Assert.Equal([new("SocketId", id), new("Namespace", "/"), new("ConnectionId", client.Sid)], scope);
            Assert.Equal($"SocketId: {id}, Namespace: /, ConnectionId: {client.Sid}", scope.ToString());
        }
    }

    [Fact]
    public async Task ThereIsNoScopeThatNobodyAskedFor()
    {
        await using var server = await IoServer.StartAsync();
        var logger = server.Services.GetLogger("Application");
        server.Io.On("say", int () =>
        {
            logger.LogSaid();
            return 1;
        });
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"say\"]");
        await client.ExpectAsync("431[1]");
        Assert.Empty((await server.Logs.TheOneAsync(r => r.Id.Name == "LogSaid")).Scopes);
    }

    private static ActivityListener Listen(Probe<Activity> spans)
    {
        // Requests need a listener of their own, or there is no activity to link to.
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "AkkaSocketIo" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>The next of its kind: servers of other tests are heard, too.</summary>
    private static async Task<Activity> OfAsync(Probe<Activity> spans, Func<Activity, bool> isIt)
    {
        while (true)
        {
            if (await spans.NextAsync() is var next && isIt(next))
            {
                return next;
            }
        }
    }
}

internal static partial class ApplicationLog
{
    public static ILogger GetLogger(this IServiceProvider services, string category) =>
        ((ILoggerFactory)services.GetService(typeof(ILoggerFactory))!).CreateLogger(category);

    [LoggerMessage(1001, LogLevel.Information, "A middleware ran", EventName = nameof(LogMiddleware))]
    public static partial void LogMiddleware(this ILogger logger);

    [LoggerMessage(1002, LogLevel.Information, "Somebody is there", EventName = nameof(LogConnection))]
    public static partial void LogConnection(this ILogger logger);

    [LoggerMessage(1003, LogLevel.Information, "Somebody said something", EventName = nameof(LogSaid))]
    public static partial void LogSaid(this ILogger logger);
}
