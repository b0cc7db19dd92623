namespace AkkaSocketIo.ConformanceHost.Profiles;

/// <summary>For robustness probes: small limits, short times, one allowed origin and one that is refused.</summary>
internal sealed class HostileProfile : Profile
{
    public override void Configure(SocketIoOptions options)
    {
        options.AllowEio3 = true;
        options.MaxHttpBufferSize = 100_000;
        options.PingInterval = TimeSpan.FromSeconds(1);
        options.PingTimeout = TimeSpan.FromSeconds(1);
        options.ConnectTimeout = TimeSpan.FromMilliseconds(1500);
        options.UpgradeTimeout = TimeSpan.FromSeconds(1);
        options.Cors = new CorsOptions { Origin = ["https://good.example"], Credentials = true };
        options.AllowRequest = context => ValueTask.FromResult(
            context.Request.Headers.Origin == "https://evil.example" ? AllowRequestResult.Refuse("origin not allowed") : AllowRequestResult.Allow);
    }

    public override void Map(WebApplication app) => MatrixProfile.Serve(app.MapSocketIo().Server);
}
