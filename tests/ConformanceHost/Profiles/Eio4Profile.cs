namespace AkkaSocketIo.ConformanceHost.Profiles;

/// <summary>For the protocol suite of Engine.IO v4: every message comes back as it was sent.</summary>
internal sealed class Eio4Profile : Profile
{
    public override void Configure(SocketIoOptions options)
    {
        options.PingInterval = TimeSpan.FromMilliseconds(300);
        options.PingTimeout = TimeSpan.FromMilliseconds(200);
        options.MaxHttpBufferSize = 1_000_000;
        options.Cors = new CorsOptions { Origin = ["*"] };
    }

    public override void Map(WebApplication app) => app.MapEngineIo("/engine.io", new EchoHandler());

    public override void AddServices(IServiceCollection services) => services.AddEngineIo(Configure);
}
