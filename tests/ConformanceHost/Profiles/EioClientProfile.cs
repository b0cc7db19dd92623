using System.Globalization;

namespace AkkaSocketIo.ConformanceHost.Profiles;

/// <summary>For the own tests of an Engine.IO client: an echo that says hello, with a small limit and cookies.</summary>
internal sealed class EioClientProfile : Profile
{
    public override void Configure(SocketIoOptions options)
    {
        options.PingInterval = TimeSpan.FromMilliseconds(500);
        options.MaxHttpBufferSize = 100;
        options.AllowRequest = context => ValueTask.FromResult(
            context.Request.Query.ContainsKey("deny") ? AllowRequestResult.Refuse() : AllowRequestResult.Allow);
    }

    public override void AddServices(IServiceCollection services) => services.AddEngineIo(Configure);

    public override void Map(WebApplication app) =>
        app.MapEngineIo("/engine.io", new EioClientHandler()).Engine
            .OnConnection(connection => connection.Send("hi"))
            .OnInitialHeaders((headers, _) => headers.SetCookie = new(
            [
                "1=1; Max-Age=86400",
                "2=2; Path=/; HttpOnly; Secure; SameSite=Strict",
                "3=3; Max-Age=0",
                "4=4; Expires=" + DateTime.UtcNow.ToString("R", CultureInfo.InvariantCulture),
            ]));
}
