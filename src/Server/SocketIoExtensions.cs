using Akka.Actor;
using AkkaSocketIo;
using AkkaSocketIo.Server.Hosting;
using AkkaSocketIo.Transport.Http;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Socket.IO in an ASP.NET Core application.</summary>
    public static class SocketIoServiceCollectionExtensions
    {
        /// <summary>
        /// Adds a <see cref="SocketIoServer"/> that runs in an actor system of its own, configured by HOCON.
        /// </summary>
        /// <exception cref="SocketIoConfigurationException">At start: a setting is wrong; the message says the fix.</exception>
        public static IServiceCollection AddSocketIo(this IServiceCollection services) => AddSocketIo(services, null, null);

        /// <summary>
        /// Adds a <see cref="SocketIoServer"/> that runs in an actor system of its own, configured by HOCON.
        /// </summary>
        /// <param name="services">The application's services.</param>
        /// <param name="configure">Settings in code; they override all other sources.</param>
        /// <exception cref="SocketIoConfigurationException">At start: a setting is wrong; the message says the fix.</exception>
        public static IServiceCollection AddSocketIo(this IServiceCollection services, Action<SocketIoOptions>? configure) =>
            AddSocketIo(services, null, configure);

        /// <summary>Adds a <see cref="SocketIoServer"/> that runs in the given actor system, which is not stopped with the host.</summary>
        public static IServiceCollection AddSocketIo(this IServiceCollection services, ActorSystem system)
        {
            ArgumentNullException.ThrowIfNull(system);
            return AddSocketIo(services, system, null);
        }

        /// <summary>Adds a <see cref="SocketIoServer"/> that runs in the given actor system, which is not stopped with the host.</summary>
        public static IServiceCollection AddSocketIo(this IServiceCollection services, ActorSystem? system, Action<SocketIoOptions>? configure)
        {
            services.AddNode(system, configure);
            services.AddSingleton(s => new SocketIoServer(s.GetRequiredService<EngineNode>()));
            return services;
        }
    }
}

namespace Microsoft.AspNetCore.Builder
{
    /// <summary>Maps Socket.IO endpoints.</summary>
    public static class SocketIoEndpointRouteBuilderExtensions
    {
        /// <summary>
        /// Serves Socket.IO (https://socket.io/docs/v4/socket-io-protocol/) under a path, all methods and sub-paths included.
        /// <c>UseWebSockets</c> is not needed. Mapped twice, it is one server at two paths.
        /// </summary>
        /// <param name="endpoints">The application.</param>
        /// <param name="path">Where; null for the setting <c>path</c>, which is <c>/socket.io</c> by default.</param>
        public static SocketIoEndpointConventionBuilder MapSocketIo(this IEndpointRouteBuilder endpoints, string? path = null)
        {
            ArgumentNullException.ThrowIfNull(endpoints);
            var (node, server) = AddedNode.Find(endpoints.ServiceProvider, nameof(MapSocketIo));
            if (server is null)
            {
                throw new InvalidOperationException("MapSocketIo needs builder.Services.AddSocketIo(), which also serves MapEngineIo: AddEngineIo has no Socket.IO.");
            }

            path ??= node.Settings.Path;
            var client = node.Settings.ServeClient
                ? new ClientFiles(ClientFiles.DefaultFolder, node.Settings.Cors, node.Loggers.CreateLogger("socket.io:server"))
                : null;
            return new SocketIoEndpointConventionBuilder(
                endpoints.MapEngine(path, node, node.SocketIoEngine, client).WithDisplayName("Socket.IO " + path), server);
        }
    }
}
