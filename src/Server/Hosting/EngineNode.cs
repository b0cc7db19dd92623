using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Akka.Actor;
using AkkaSocketIo.Actors;
using AkkaSocketIo.Actors.Connections;
using AkkaSocketIo.Transport.Streams;
using AkkaSocketIo.Transport.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Hosting;

/// <summary>
/// The actor system of this host and the engines that run in it. It stops before Kestrel does, so that clients get a
/// close frame and Kestrel has nothing to wait for.
/// </summary>
internal sealed partial class EngineNode : IHostedLifecycleService
{
    private readonly ILoggerFactory _loggers;
    private readonly SocketIoMetrics _metrics;
    private readonly NodeBuffer _buffer;
    private readonly bool _ownsSystem;
    private readonly ActorSystem _system;
    private readonly ConcurrentBag<Engine> _engines = [];
    private int _names;

    public EngineNode(ActorSystem? system, SocketIoOptions options, IConfiguration configuration, IMeterFactory meters, ILoggerFactory loggers)
    {
        _ownsSystem = system is null;
        var config = SettingsComposer.SystemConfig(configuration, options);
        Settings = SettingsComposer.Compose(system?.Settings.Config ?? config, configuration, options);
        _system = system ?? ActorSystem.Create("socket-io", config);
        Options = options;
        _loggers = loggers;
        _metrics = new SocketIoMetrics(meters);
        _buffer = new NodeBuffer(Settings.Limits.MaxBufferedBytesTotal);
    }

    public SocketIoSettings Settings { get; }

    public SocketIoOptions Options { get; }

    public ILoggerFactory Loggers => _loggers;

    public Engine CreateEngine(IEngineHandler handler)
    {
        var log = _loggers.CreateLogger("engine");
        var context = new EngineContext(Settings.ToEngineSettings(), handler, Options.TimeProvider ?? TimeProvider.System, _metrics, log);
        var name = "engine-io-" + Interlocked.Increment(ref _names);
        var engine = new Engine(context, _system, _system.ActorOf(Props.Create(() => new ConnectionsActor(context)), name), _buffer);
        _engines.Add(engine);
        return engine;
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        LogSettings(_loggers.CreateLogger("socket.io:server"), Settings.Describe());
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_engines.Select(e => e.CloseAsync(cancellationToken))).ConfigureAwait(false);
        if (_ownsSystem)
        {
            await _system.Terminate().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(100, LogLevel.Information, "{Settings}", EventName = "SettingsInForce")]
    private static partial void LogSettings(ILogger logger, string settings);
}
