namespace AkkaSocketIo.ConformanceHost.Profiles;

/// <summary>A server that some public test suite or client matrix expects.</summary>
internal abstract class Profile
{
    public abstract void Configure(SocketIoOptions options);

    public abstract void Map(WebApplication app);

    public virtual void AddServices(IServiceCollection services) => services.AddSocketIo(Configure);

    public static Profile? Find(string? name) => name switch
    {
        "eio3" => new Eio3Profile(),
        "eio4" => new Eio4Profile(),
        "eio-client" => new EioClientProfile(),
        "sio5" => new Sio5Profile(),
        "sio-client" => new SioClientProfile(),
        "matrix" => new MatrixProfile(),
        "matrix-msgpack" => new MatrixProfile(PacketParsers.MessagePack),
        "matrix-recovery" => new MatrixRecoveryProfile(),
        "hostile" => new HostileProfile(),
        _ => null,
    };

    public const string Names = "eio3, eio4, eio-client, sio5, sio-client, matrix, matrix-msgpack, matrix-recovery, hostile";
}
