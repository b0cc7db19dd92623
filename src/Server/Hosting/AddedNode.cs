using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Hosting;

/// <summary>Finds what an application has added, by AddSocketIo or by WithSocketIo.</summary>
internal static class AddedNode
{
    /// <exception cref="InvalidOperationException">Neither has been called, or both.</exception>
    public static (EngineNode Node, SocketIoServer? Server) Find(IServiceProvider services, string who)
    {
        var system = services.GetService<ActorSystem>();
        return (FindNode(services, who), SocketIoSetup.Of(system) is { } setup ? setup.ServerOf(system!, services) : services.GetService<SocketIoServer>());
    }

    /// <exception cref="InvalidOperationException">Neither has been called, or both.</exception>
    public static EngineNode FindNode(IServiceProvider services, string who)
    {
        var system = services.GetService<ActorSystem>();
        return SocketIoSetup.Of(system)?.NodeOf(system!, services) ?? services.GetService<EngineNode>()
            ?? throw new InvalidOperationException($"{who} needs builder.Services.AddSocketIo(), or WithSocketIo() in builder.Services.AddAkka(…).");
    }
}
