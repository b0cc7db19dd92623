using System.Diagnostics.Metrics;
using Akka;
using Akka.Actor;
using Akka.Actor.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AkkaSocketIo.Server.Hosting;

/// <summary>
/// What <c>WithSocketIo</c> leaves with the actor system of Akka.Hosting, which is configured when the container has been
/// built already: nothing can be added to that any more. The node is made when it is first asked for.
/// </summary>
internal sealed class SocketIoSetup(Action<SocketIoOptions>? configure) : Setup
{
    private readonly Lock _gate = new();
    private EngineNode? _node;
    private SocketIoServer? _server;

    public static SocketIoSetup? Of(ActorSystem? system) => system?.Settings.Setup.Get<SocketIoSetup>() is { HasValue: true } setup ? setup.Value : null;

    public EngineNode NodeOf(ActorSystem system, IServiceProvider services)
    {
        lock (_gate)
        {
            return _node ??= Create(system, services);
        }
    }

    public SocketIoServer ServerOf(ActorSystem system, IServiceProvider services)
    {
        lock (_gate)
        {
            return _server ??= new SocketIoServer(NodeOf(system, services));
        }
    }

    private EngineNode Create(ActorSystem system, IServiceProvider services)
    {
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(EngineNode)) == true)
        {
            throw new InvalidOperationException(
                "Both AddSocketIo (or AddEngineIo) and WithSocketIo have been called: remove AddSocketIo to use the actor system of Akka.Hosting, or WithSocketIo to have another one.");
        }

        var node = new EngineNode(
            system, SocketIoOptionsSource.Create(services, configure), services, services.GetRequiredService<IConfiguration>(),
            services.GetRequiredService<IMeterFactory>(), services.GetRequiredService<ILoggerFactory>());
        StopInTime(node, system, services);
        return node;
    }

    /// <summary>
    /// Before Kestrel stops, which would abort the WebSockets, and before the system does: the host asks the callbacks of
    /// ApplicationStopping first, and waits for them.
    /// </summary>
    private static void StopInTime(EngineNode node, ActorSystem system, IServiceProvider services)
    {
        if (services.GetService<IHostApplicationLifetime>() is { } lifetime)
        {
            var limit = services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
            lifetime.ApplicationStarted.Register(() => node.StartingAsync(default));
            lifetime.ApplicationStopping.Register(() =>
            {
                using var timeout = new CancellationTokenSource(limit);
                node.StoppingAsync(timeout.Token).GetAwaiter().GetResult();
            });
        }

        // A system that is left or downed while its host is well.
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceUnbind, "socket-io-close", async () =>
        {
            await node.StoppingAsync(default).ConfigureAwait(false);
            return Done.Instance;
        });
    }
}
