namespace AkkaSocketIo.ConformanceHost.Profiles;

/// <summary>For the protocol suite of Engine.IO v3, which is that of v4 for older clients.</summary>
internal sealed class Eio3Profile : Profile
{
    private readonly Eio4Profile _newer = new();

    public override void Configure(SocketIoOptions options)
    {
        _newer.Configure(options);
        options.AllowEio3 = true;
    }

    public override void Map(WebApplication app) => _newer.Map(app);

    public override void AddServices(IServiceCollection services) => services.AddEngineIo(Configure);
}
