using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Akka.Actor;
using AkkaSocketIo.Actors;
using AkkaSocketIo.Actors.Broadcasting;
using AkkaSocketIo.Actors.Connections;
using AkkaSocketIo.Server.Binding;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.Http;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;
using AkkaSocketIo.Transport.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Hosting;

/// <summary>
/// The actor system of this host and the engines that run in it. It stops before Kestrel does, so that clients get a
/// close frame and Kestrel has nothing to wait for.
/// </summary>
internal sealed partial class EngineNode : IHostedLifecycleService, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan s_disposeTimeout = TimeSpan.FromSeconds(10);

    private readonly ILoggerFactory _loggers;
    private readonly SocketIoMetrics _metrics;
    private readonly NodeBuffer _buffer;
    private readonly bool _ownsSystem;
    private readonly ActorSystem _system;
    private readonly ConcurrentBag<Engine> _engines = [];
    private readonly ConcurrentBag<IActorRef> _roots = [];
    private readonly Lazy<(SocketIoNode Node, Engine Engine)> _socketIo;
    private int _names;

    public EngineNode(
        ActorSystem? system, SocketIoOptions options, IServiceProvider services, IConfiguration configuration, IMeterFactory meters, ILoggerFactory loggers)
    {
        _ownsSystem = system is null;
        var config = SettingsComposer.SystemConfig(configuration, options);
        Settings = SettingsComposer.Compose(system?.Settings.Config ?? config, configuration, options);
        _system = system ?? ActorSystem.Create("socket-io", AkkaLog.Setup(config, loggers));
        Options = options;
        _loggers = loggers;
        _metrics = new SocketIoMetrics(meters);
        _buffer = new NodeBuffer(Settings.Limits.MaxBufferedBytesTotal);
        Addresses = RateLimit.Of(Settings.Limits.MaxHandshakesPerSecond, Settings.Limits.MaxHandshakesBurst, Time) is { } limit
            ? new AddressBuckets(limit, Time)
            : null;
        _metrics.OutboxBytes = () => _buffer.Bytes;
        _socketIo = new Lazy<(SocketIoNode, Engine)>(() => CreateSocketIo(services));
    }

    public SocketIoSettings Settings { get; }

    public SocketIoOptions Options { get; }

    /// <summary>Who begins handshakes, at all paths together; null: any number is let through.</summary>
    public AddressBuckets? Addresses { get; }

    public ILoggerFactory Loggers => _loggers;

    public SocketIoNode SocketIo => _socketIo.Value.Node;

    public Engine SocketIoEngine => _socketIo.Value.Engine;

    public ActorSystem System => _system;

    private TimeProvider Time => Options.TimeProvider ?? TimeProvider.System;

    public Engine CreateEngine(IEngineHandler handler)
    {
        var log = _loggers.CreateLogger("engine");
        var rate = RateLimit.Of(Settings.Limits.MaxEventsPerSecond, Settings.Limits.MaxEventsBurst, Time);
        var context = new EngineContext(Settings.ToEngineSettings(), host => new HandlerLayer(host, handler, rate, log), null, Time, _metrics, log)
        {
            Hooks = new EngineHooks(log) { TellsPostHeaders = true },
            SocketLog = _loggers.CreateLogger("engine:socket"),
        };
        var name = "engine-io-" + Interlocked.Increment(ref _names);
        var connections = _system.ActorOf(ActorProps.Of(() => new ConnectionsActor(context)), name);
        return Add(new Engine(context, _system, connections, _buffer), connections);
    }

    public async Task CloseSocketIoAsync(CancellationToken cancellationToken)
    {
        if (_socketIo.IsValueCreated)
        {
            await SocketIoEngine.CloseAsync(cancellationToken).ConfigureAwait(false);
            await CloseAdaptersAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
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
        try
        {
            await Task.WhenAll(_engines.Select(e => e.CloseAsync(cancellationToken))).ConfigureAwait(false);
            await CloseAdaptersAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host waits no longer. It stops in good order all the same, which an exception from here would prevent.
            LogNotAwaited(_loggers.CreateLogger("socket.io:server"));
        }

        await StopActorsAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>For a host that was never stopped, or never started. An actor that hangs must not hold up the exit for ever.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopActorsAsync().WaitAsync(s_disposeTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await CloseAdaptersAsync().WaitAsync(s_disposeTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>After the last socket has left its rooms; each is closed once.</summary>
    private Task CloseAdaptersAsync() => _socketIo.IsValueCreated ? SocketIo.Namespaces.CloseAsync() : Task.CompletedTask;

    private static Func<ILocalAdapter, IAdapter>? AdapterOf(Type type, IServiceProvider services) =>
        type == typeof(LocalAdapter) ? null : local => (IAdapter)ActivatorUtilities.CreateInstance(services, type, local);

    /// <summary>A system of the application's own goes on, and may get another server.</summary>
    private Task StopActorsAsync()
    {
        if (_ownsSystem || _system.WhenTerminated.IsCompleted)
        {
            return _system.Terminate();
        }

        if (_socketIo.IsValueCreated)
        {
            AkkaSocketIo.SocketIo.Get(_system).Detach(SocketIo);
        }

        return Task.WhenAll(_roots.Select(r => r.GracefulStop(s_disposeTimeout)));
    }

    private (SocketIoNode Node, Engine Engine) CreateSocketIo(IServiceProvider services)
    {
        var handshakes = new PendingHandshakes(Settings.Limits.MaxPendingHandshakes);
        SocketIoNode? node = null;
        var context = new EngineContext(
            Settings.ToEngineSettings(), host => new SocketsLayer(host, node!, handshakes), handshakes, Time, _metrics, _loggers.CreateLogger("engine"))
        {
            SocketLog = _loggers.CreateLogger("engine:socket"),
        };
        var parser = PacketCodec.Of(ParserFactory.Create(Settings, Options, services));
        var actors = SocketIoActors.Start(_system, context);
        try
        {
            node = new SocketIoNode(
                Settings, Options.Json, Time, _metrics, _buffer, new EventBinder(services), services, _loggers.CreateLogger("socket.io:socket"),
                Options.CreateAdapter ?? AdapterOf(Settings.Adapter, services))
            {
                NamespacesActor = actors.Namespaces,
                Parser = parser,
                Logs = new SocketIoLogs(_loggers),
            };
            AkkaSocketIo.SocketIo.Get(_system).Attach(node);
        }
        catch
        {
            // An adapter that cannot be made, say. A system of the application's own may get another server.
            _system.Stop(actors.Guardian);
            throw;
        }

        return (node, Add(new Engine(context, _system, actors.Connections, _buffer), actors.Guardian));
    }

    private Engine Add(Engine engine, IActorRef root)
    {
        _engines.Add(engine);
        _roots.Add(root);
        return engine;
    }

    [LoggerMessage(100, LogLevel.Information, "{Settings}", EventName = "SettingsInForce")]
    private static partial void LogSettings(ILogger logger, string settings);

    [LoggerMessage(101, LogLevel.Warning, "The host's ShutdownTimeout is over: connections that have not ended are cut off", EventName = "CloseNotAwaited")]
    private static partial void LogNotAwaited(ILogger logger);
}
