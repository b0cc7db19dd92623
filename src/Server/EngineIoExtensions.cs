using Akka.Actor;
using AkkaSocketIo;
using AkkaSocketIo.Server.Hosting;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.Extensions.DependencyInjection
{
    /// <summary>Engine.IO in an ASP.NET Core application.</summary>
    public static class EngineIoServiceCollectionExtensions
    {
        /// <summary>Adds an Engine.IO server that runs in an actor system of its own, configured by HOCON.</summary>
        /// <exception cref="SocketIoConfigurationException">At start: a setting is wrong; the message says the fix.</exception>
        public static IServiceCollection AddEngineIo(this IServiceCollection services) => services.AddNode(null, null);

        /// <summary>Adds an Engine.IO server that runs in an actor system of its own, configured by HOCON.</summary>
        /// <param name="services">The application's services.</param>
        /// <param name="configure">Settings in code; they override all other sources.</param>
        /// <exception cref="SocketIoConfigurationException">At start: a setting is wrong; the message says the fix.</exception>
        public static IServiceCollection AddEngineIo(this IServiceCollection services, Action<SocketIoOptions>? configure) =>
            services.AddNode(null, configure);

        /// <summary>Adds an Engine.IO server that runs in the given actor system, which is not stopped with the host.</summary>
        public static IServiceCollection AddEngineIo(this IServiceCollection services, ActorSystem system, Action<SocketIoOptions>? configure)
        {
            ArgumentNullException.ThrowIfNull(system);
            return services.AddNode(system, configure);
        }
    }
}

namespace Microsoft.AspNetCore.Builder
{
    /// <summary>Maps Engine.IO endpoints.</summary>
    public static class EngineIoEndpointRouteBuilderExtensions
    {
        /// <summary>
        /// Serves Engine.IO (https://socket.io/docs/v4/engine-io-protocol/) under a path, all methods and sub-paths
        /// included. <c>UseWebSockets</c> is not needed.
        /// </summary>
        /// <param name="endpoints">The application.</param>
        /// <param name="path">Where, for example <c>/engine.io</c>.</param>
        /// <param name="handler">What takes the messages.</param>
        public static EngineIoEndpointConventionBuilder MapEngineIo(this IEndpointRouteBuilder endpoints, string path, IEngineHandler handler)
        {
            ArgumentNullException.ThrowIfNull(endpoints);
            ArgumentException.ThrowIfNullOrEmpty(path);
            ArgumentNullException.ThrowIfNull(handler);
            var (node, _) = AddedNode.Find(endpoints.ServiceProvider, nameof(MapEngineIo));
            var engine = node.CreateEngine(handler);
            return new EngineIoEndpointConventionBuilder(endpoints.MapEngine(path, node, engine).WithDisplayName("Engine.IO " + path), engine.Hooks);
        }
    }
}
