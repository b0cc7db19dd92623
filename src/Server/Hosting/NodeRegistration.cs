using System.Diagnostics.Metrics;
using Akka.Actor;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Hosting;

internal static class NodeRegistration
{
    /// <summary>Adds what Engine.IO and Socket.IO servers of a host share.</summary>
    public static IServiceCollection AddNode(this IServiceCollection services, ActorSystem? system, Action<SocketIoOptions>? configure)
    {
        if (services.Any(s => s.ServiceType == typeof(EngineNode)))
        {
            throw new InvalidOperationException(
                "AddSocketIo or AddEngineIo has been called before: one call is enough for MapSocketIo and MapEngineIo; give all options to it.");
        }

        services.AddOptions<SocketIoOptions>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddMetrics();
        services.AddOptions<LoggerFilterOptions>().PostConfigure<IServiceProvider>((filters, s) => DebugScopes.Apply(
            filters, s.GetService<IConfiguration>()?[DebugScopes.Variable] ?? Environment.GetEnvironmentVariable(DebugScopes.Variable)));
        services.AddSingleton(s => new EngineNode(
            system, SocketIoOptionsSource.Of(s), s, s.GetRequiredService<IConfiguration>(), s.GetRequiredService<IMeterFactory>(), s.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<EngineNode>());
        return services;
    }
}
