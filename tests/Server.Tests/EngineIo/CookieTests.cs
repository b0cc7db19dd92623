namespace AkkaSocketIo.Server.Tests.EngineIo;

public class CookieTests
{
    public static TheoryData<string, SessionCookieOptions> Forms => new()
    {
        { "io={0}; Path=/; HttpOnly; SameSite=Lax", new() },
        { "woot={0}; Path=/; HttpOnly; SameSite=Lax", new() { Name = "woot" } },
        { "io={0}; Path=/custom; HttpOnly; SameSite=Lax", new() { Path = "/custom" } },
        { "io={0}; HttpOnly; SameSite=Lax", new() { Path = "off" } },
        { "io={0}; Path=/; HttpOnly; SameSite=Lax", new() { HttpOnly = true } },
        { "io={0}; Path=/; HttpOnly; SameSite=Strict", new() { SameSite = "strict" } },
        { "io={0}; Path=/; SameSite=Lax", new() { HttpOnly = false } },
        { "io={0}; Path=/; HttpOnly", new() { SameSite = "off" } },
        { "io={0}; Max-Age=60; Domain=example.org; Path=/; HttpOnly; Secure; SameSite=None", new() { MaxAge = TimeSpan.FromMinutes(1), Domain = "example.org", Secure = true, SameSite = "none" } },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    [Mirrors("engine.io/server.js", "should send the io cookie")]
    [Mirrors("engine.io/server.js", "should send the io cookie custom name")]
    [Mirrors("engine.io/server.js", "should send the cookie with custom path")]
    [Mirrors("engine.io/server.js", "should send the cookie with path=false")]
    [Mirrors("engine.io/server.js", "should send the io cookie with httpOnly=true")]
    [Mirrors("engine.io/server.js", "should send the io cookie with sameSite=strict")]
    [Mirrors("engine.io/server.js", "should send the io cookie with httpOnly=false")]
    public async Task TheHandshakeSetsACookieWithTheSessionId(string expected, SessionCookieOptions cookie)
    {
        cookie.Enabled = true;
        await using var server = await EngineServer.StartAsync(o => o.Cookie = cookie);
        var response = await server.Http.GetAsync(EngineServer.Url("polling"));
        var connection = await server.NextOpenedAsync();
        Assert.Equal(expected.Replace("{0}", connection.Id, StringComparison.Ordinal), Assert.Single(response.Headers.GetValues("Set-Cookie")));
    }

    [Fact]
    [Mirrors("engine.io/server.js", "should not send the io cookie")]
    public async Task ThereIsNoneByDefault()
    {
        await using var server = await EngineServer.StartAsync();
        Assert.False((await server.Http.GetAsync(EngineServer.Url("polling"))).Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task OnlyThePollingHandshakeSetsIt()
    {
        await using var server = await EngineServer.StartAsync(o =>
        {
            o.Cookie = new SessionCookieOptions { Enabled = true };
            o.Cors = new CorsOptions { Origin = ["https://page.example"], Credentials = true };
        });
        server.Http.DefaultRequestHeaders.Add("Origin", "https://page.example");
        var sid = await server.OpenPollingAsync();
        using var post = await server.PostAsync(sid, "4hello");
        using var poll = await server.Http.GetAsync(EngineServer.Url("polling", sid));
        using var unknown = await server.Http.GetAsync(EngineServer.Url("polling", "unknown"));
        Assert.All([post, poll, unknown], r => Assert.False(r.Headers.Contains("Set-Cookie")));
        foreach (var url in new[] { EngineServer.Url("websocket"), EngineServer.Url("websocket", sid) })
        {
            using var raw = await RawTcp.ConnectAsync(server);
            await raw.SendAsync(RawTcp.Handshake(url, "Origin: https://page.example"));
            var head = await raw.ReadHeadAsync();
            Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
            Assert.DoesNotContain("Set-Cookie", head, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("Access-Control-Allow-Credentials: true", head, StringComparison.Ordinal);
        }
    }
}
