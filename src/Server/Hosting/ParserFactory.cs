using AkkaSocketIo.Actors;
using AkkaSocketIo.Actors.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Hosting;

/// <summary>Makes the parser that the settings name.</summary>
internal static class ParserFactory
{
    /// <exception cref="SocketIoConfigurationException">A type of the application's own cannot be made.</exception>
    public static IPacketParser Create(SocketIoSettings settings, SocketIoOptions options, IServiceProvider services) =>
        options.Parser ?? settings.Parser switch
        {
            ParserNames.Json => PacketParsers.Json,
            ParserNames.MessagePack => PacketParsers.MessagePack,
            var name => Create(ParserNames.Find(name)!, services),
        };

    private static IPacketParser Create(Type type, IServiceProvider services)
    {
        try
        {
            return (IPacketParser)ActivatorUtilities.CreateInstance(services, type);
        }
        catch (Exception e)
        {
            throw new SocketIoConfigurationException(
                [$"{SettingSchema.Root}.parser = \"{type.AssemblyQualifiedName}\" cannot be made ({e.Message}). Give the class one public constructor, whose parameters are services."], e);
        }
    }
}
