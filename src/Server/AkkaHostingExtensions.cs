using Akka.DependencyInjection;
using AkkaSocketIo;
using AkkaSocketIo.Actors;
using AkkaSocketIo.Server.Hosting;

namespace Akka.Hosting;

/// <summary>Socket.IO in the actor system of an Akka.Hosting application.</summary>
public static class SocketIoAkkaHostingExtensions
{
    /// <summary>
    /// Adds a <see cref="SocketIoServer"/> that runs in this actor system; <c>app.MapSocketIo()</c> maps it and gives it.
    /// Its settings are those of the system's HOCON, section <c>akka.socket-io</c>, and of the stronger sources.
    /// </summary>
    public static AkkaConfigurationBuilder WithSocketIo(this AkkaConfigurationBuilder builder) => WithSocketIo(builder, null);

    /// <summary>
    /// Adds a <see cref="SocketIoServer"/> that runs in this actor system; <c>app.MapSocketIo()</c> maps it and gives it. It closes
    /// its connections before the host stops Kestrel and the system. Beside it there is no <c>AddSocketIo</c>; other services
    /// find the server by <c>SocketIo.Get(system)</c>.
    /// </summary>
    /// <param name="builder">The system.</param>
    /// <param name="configure">Settings in code; they override all other sources.</param>
    /// <exception cref="SocketIoConfigurationException">At start: a setting is wrong; the message says the fix.</exception>
    /// <exception cref="InvalidOperationException">It has been called for this system before, or at start: AddSocketIo has been called too.</exception>
    public static AkkaConfigurationBuilder WithSocketIo(this AkkaConfigurationBuilder builder, Action<SocketIoOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Setups.Any(s => s is SocketIoSetup))
        {
            throw new InvalidOperationException("WithSocketIo has been called before: one call is enough for MapSocketIo and MapEngineIo; give all options to it.");
        }

        var setup = new SocketIoSetup(configure);
        return builder
            .AddSetup(setup)
            .AddHocon(SocketIoSettings.Reference, HoconAddMode.Append)
            .AddStartup((system, _) => setup.NodeOf(system, DependencyResolver.For(system).Resolver.GetService<IServiceProvider>()));
    }
}
