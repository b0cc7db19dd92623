namespace AkkaSocketIo.ConformanceHost.Profiles;

/// <summary>The matrix for clients that come back. A server of its own, since events then have one more argument.</summary>
internal sealed class MatrixRecoveryProfile : Profile
{
    private readonly MatrixProfile _matrix = new();

    public override void Configure(SocketIoOptions options)
    {
        _matrix.Configure(options);
        options.ConnectionStateRecovery = new ConnectionStateRecoveryOptions { Enabled = true, MaxDisconnectionDuration = TimeSpan.FromSeconds(10), SkipMiddlewares = true };
    }

    public override void Map(WebApplication app) => _matrix.Map(app);
}
