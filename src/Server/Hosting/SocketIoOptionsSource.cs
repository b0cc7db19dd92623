using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AkkaSocketIo.Server.Hosting;

/// <summary>The options as .NET's options system makes them: configured, configured afterwards, and validated.</summary>
internal static class SocketIoOptionsSource
{
    /// <exception cref="SocketIoConfigurationException">The application's own validation refuses them.</exception>
    public static SocketIoOptions Of(IServiceProvider services) => Checked(() => services.GetRequiredService<IOptions<SocketIoOptions>>().Value);

    /// <summary>With what comes when the container has been built already.</summary>
    /// <exception cref="SocketIoConfigurationException">The application's own validation refuses them.</exception>
    public static SocketIoOptions Create(IServiceProvider services, Action<SocketIoOptions>? configure)
    {
        var factory = new OptionsFactory<SocketIoOptions>(
            services.GetServices<IConfigureOptions<SocketIoOptions>>().Append(new ConfigureOptions<SocketIoOptions>(configure)),
            services.GetServices<IPostConfigureOptions<SocketIoOptions>>(),
            services.GetServices<IValidateOptions<SocketIoOptions>>());
        return Checked(() => factory.Create(Options.DefaultName));
    }

    private static SocketIoOptions Checked(Func<SocketIoOptions> make)
    {
        try
        {
            return make();
        }
        catch (OptionsValidationException e)
        {
            throw new SocketIoConfigurationException([.. e.Failures], e);
        }
    }
}
