using Akka.Configuration;
using AkkaSocketIo.Actors;
using AkkaSocketIo.Actors.Configuration;
using Microsoft.Extensions.Configuration;

namespace AkkaSocketIo.Server.Hosting;

/// <summary>
/// Puts the sources of settings in their order. Weakest first: reference.conf, the HOCON of the ActorSystem (the
/// application's own, then the files of SOCKETIO_HOCON and --hocon), IConfiguration, C#.
/// </summary>
internal static class SettingsComposer
{
    /// <summary>The configuration for an ActorSystem that is ours to make.</summary>
    /// <param name="configuration">For --hocon.</param>
    /// <param name="options">For its HOCON.</param>
    /// <param name="environment">Reads an environment variable; the process's own where it is null.</param>
    /// <exception cref="SocketIoConfigurationException">Some HOCON cannot be read.</exception>
    public static Config SystemConfig(IConfiguration? configuration, SocketIoOptions? options, Func<string, string?>? environment = null) =>
        Hocon(configuration, options, environment).Aggregate(SocketIoSettings.Reference, (weaker, file) => file.Config.WithFallback(weaker));

    /// <summary>Reads all sources and checks them.</summary>
    /// <param name="system">The configuration of the ActorSystem, whoever made it.</param>
    /// <param name="configuration">The application's, for its section <c>SocketIo</c> and --hocon.</param>
    /// <param name="options">What was set in C#.</param>
    /// <param name="environment">Reads an environment variable; the process's own where it is null.</param>
    /// <exception cref="SocketIoConfigurationException">Names everything that is wrong, and its source.</exception>
    public static SocketIoSettings Compose(
        Config? system, IConfiguration? configuration, SocketIoOptions? options, Func<string, string?>? environment = null)
    {
        List<SettingsLayer> layers = [];
        // Its own HOCON is also in a system that we made. It is laid on again, because by itself each file can be named.
        var hocon = Hocon(configuration, options, environment);
        if (system is not null)
            layers.Add(HoconLayer.OfRoot(system, "HOCON of the ActorSystem"));
        layers.AddRange(hocon.Select(file => HoconLayer.OfRoot(file.Config, file.Path)));
        if (configuration is not null)
            layers.Add(ConfigurationLayer.Of(configuration));
        if (options is not null)
            layers.Add(OptionsLayer.Of(options));
        return SocketIoSettings.Read(layers);
    }

    private static List<HoconFile> Hocon(IConfiguration? configuration, SocketIoOptions? options, Func<string, string?>? environment)
    {
        var variable = (environment ?? Environment.GetEnvironmentVariable)(HoconFiles.Variable);
        var files = HoconFiles.Load(configuration, variable);
        return options?.Hocon is { } text
            ? [new HoconFile("SocketIoOptions.Hocon", HoconText.Parse(text, "SocketIoOptions.Hocon")), .. files]
            : [.. files];
    }
}
