using AkkaSocketIo.ConformanceHost.Profiles;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Tests.SocketIo.Hostile;

/// <summary>The profile for robustness probes, and somebody who must not notice anything of them.</summary>
public abstract class HostileServer : IAsyncLifetime
{
    private WireClient _other = null!;

    private protected IoServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var profile = new HostileProfile();
        Server = await IoServer.StartAsync(profile.AddServices, app =>
        {
            profile.Map(app);
            return app.Services.GetRequiredService<SocketIoServer>();
        });
        _other = await ConnectAsync(Mode.WebSocket);
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await Server.DisposeAsync();
    }

    private protected async Task<WireClient> ConnectAsync(Mode mode)
    {
        var client = await Server.OpenAsync(mode);
        var id = await client.JoinAsync();
        await client.ExpectAsync($$"""42["welcome",{"sid":"{{id}}","eio":4}]""");
        return client;
    }

    /// <summary>Who was there before is served as ever.</summary>
    private protected Task OthersAreServedAsync() => IsServedAsync(_other);

    private protected static async Task IsServedAsync(WireClient client)
    {
        await client.SendAsync("421[\"echo\",{\"a\":[1]}]");
        await client.ExpectAsync("431[{\"a\":[1]}]");
    }
}
