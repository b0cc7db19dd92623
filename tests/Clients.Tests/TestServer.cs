using System.Collections.Concurrent;
using AkkaSocketIo.ConformanceHost.Profiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Clients.Tests;

/// <summary>A real Kestrel on the loopback.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ErrorLog _log;

    private TestServer(WebApplication app, ErrorLog log)
    {
        _app = app;
        _log = log;
        Url = app.Urls.First();
    }

    public string Url { get; }

    public SocketIoServer Io => _app.Services.GetRequiredService<SocketIoServer>();

    /// <summary>What was logged as an error: an honest client must cause none.</summary>
    public IReadOnlyCollection<string> Errors => _log.Errors;

    /// <summary>The server that every client is driven against.</summary>
    public static Task<TestServer> StartMatrixAsync(Action<SocketIoOptions>? configure = null, int port = 0, IPacketParser? parser = null)
    {
        var matrix = new MatrixProfile(parser);
        return StartAsync(matrix.Configure + configure, matrix.Map, port);
    }

    /// <summary>The same, and clients can come back to it; a client can send bytes to a room.</summary>
    public static async Task<TestServer> StartRecoveryAsync()
    {
        var matrix = new MatrixRecoveryProfile();
        var server = await StartAsync(matrix.Configure, matrix.Map);
        server.Io.On("bytes-to", (string room, byte[] bytes) =>
        {
            server.Io.To(room).Emit("room-msg", room, bytes);
            return "ok";
        });
        return server;
    }

    public static async Task<TestServer> StartAsync(Action<SocketIoOptions> configure, Action<WebApplication> map, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var log = new ErrorLog();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSocketIo(configure);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new TestServer(app, log);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _errors = new();

        public IReadOnlyCollection<string> Errors => _errors;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                _errors.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
