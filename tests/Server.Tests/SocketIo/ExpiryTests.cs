using System.Security.Claims;
using System.Text.Encodings.Web;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>Sockets whose time is limited, by their client's token for example.</summary>
public class ExpiryTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(Mode.Polling)]
    [InlineData(Mode.WebSocket)]
    [InlineData(Mode.Upgraded)]
    public async Task TheConnectionIsClosedSoThatTheClientComesBack(Mode mode)
    {
        await using var server = await StartAsync();
        var reasons = new Probe<DisconnectReason>();
        server.Io.Use((s, next) =>
        {
            s.ExpiresAt = _time.GetUtcNow() + TimeSpan.FromMinutes(5);
            return next();
        });
        server.Io.OnDisconnect((_, reason) => reasons.Add(reason));
        server.Io.Of("/other").OnDisconnect((_, reason) => reasons.Add(reason));
        await using var client = await server.ConnectAsync(mode, "/other");
        await client.JoinAsync();
        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.True(reasons.IsEmpty);
        var next = client.ReceiveAsync();
        _time.Advance(TimeSpan.FromSeconds(2));

        // The end of the connection, and no DISCONNECT before it: that would tell the client to stay away.
        Assert.Null(await next);
        Assert.Equal(mode == Mode.Polling ? null : 1008, client.CloseCode);
        var expected = new DisconnectReason("token expired", null, false);
        Assert.Equal([expected, expected], await reasons.NextAsync(2));
    }

    [Fact]
    public async Task TheTimeMayBeChangedAndTakenAway()
    {
        await using var server = await StartAsync();
        var sockets = new Probe<ISocket>();
        server.Io.OnConnection(s =>
        {
            s.ExpiresAt = _time.GetUtcNow() + TimeSpan.FromMinutes(1);
            sockets.Add(s);
        });
        server.Io.On("echo", (int n) => n);
        await using var client = await server.ConnectAsync();
        var socket = await sockets.NextAsync();
        var later = _time.GetUtcNow() + TimeSpan.FromMinutes(10);
        socket.ExpiresAt = later;
        Assert.Equal(later, socket.ExpiresAt);
        _time.Advance(TimeSpan.FromMinutes(9));
        await client.SendAsync("421[\"echo\",1]");
        await client.ExpectAsync("431[1]");
        socket.ExpiresAt = null;
        Assert.Null(socket.ExpiresAt);
        _time.Advance(TimeSpan.FromHours(1));
        await client.SendAsync("422[\"echo\",2]");
        await client.ExpectAsync("432[2]");
        socket.ExpiresAt = DateTimeOffset.MaxValue;
        await client.SendAsync("423[\"echo\",3]");
        await client.ExpectAsync("433[3]");
        socket.ExpiresAt = _time.GetUtcNow();
        await client.ExpectCloseAsync();
        Assert.Equal(1008, client.CloseCode);
        Assert.Equal("token expired", (await EndOf(socket)).Name);
    }

    [Fact]
    public async Task OfSeveralSocketsTheFirstCountsUnlessItHasLeft()
    {
        await using var server = await StartAsync();
        var sockets = new Probe<ISocket>();
        foreach (var (nsp, minutes) in new[] { ("/a", 1), ("/b", 2), ("/c", 3) })
        {
            server.Io.Of(nsp).OnConnection(s =>
            {
                s.ExpiresAt = _time.GetUtcNow() + TimeSpan.FromMinutes(minutes);
                sockets.Add(s);
            });
        }

        server.Io.On("fence", () => { });
        await using var client = await server.ConnectAsync(nsp: "/a");
        await client.JoinAsync("/b");
        await client.JoinAsync("/c");
        await sockets.NextAsync(3);
        await client.SendAsync("41/a,");
        await client.JoinAsync();
        _time.Advance(TimeSpan.FromSeconds(90));
        await client.SendAsync("421[\"fence\"]");
        var next = client.ReceiveAsync();
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Null(await next);
    }

    [Fact]
    public async Task WhatHasEndedDoesNotExpire()
    {
        await using var server = await StartAsync();
        var sockets = new Probe<ISocket>();
        server.Io.OnDisconnect((s, _) => sockets.Add(s));
        server.Io.Of("/other").On("echo", (int n) => n);
        await using var client = await server.ConnectAsync(nsp: "/other");
        await client.JoinAsync();
        await client.SendAsync("41");
        (await sockets.NextAsync()).ExpiresAt = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromMinutes(1));
        await client.SendAsync("42/other,1[\"echo\",1]");
        await client.ExpectAsync("43/other,1[1]");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ALoginTellsWhenItEnds(bool expires)
    {
        var end = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
        await using var server = await IoServer.StartAsync(
            s =>
            {
                s.AddSocketIo();
                s.AddAuthentication("test").AddScheme<Login, LoginHandler>("test", o => o.Expires = expires ? end : null);
            },
            app =>
            {
                app.UseAuthentication();
                return app.MapSocketIo().Server;
            });
        var seen = new Probe<DateTimeOffset?>();
        server.Io.Use((s, next) =>
        {
            s.ExpiresAt = s.Handshake.UserExpires;
            seen.Add(s.ExpiresAt);
            return next();
        });
        await using var client = await server.ConnectAsync();
        Assert.Equal(expires ? end : null, await seen.NextAsync());
    }

    private sealed class Login : AuthenticationSchemeOptions
    {
        public DateTimeOffset? Expires { get; set; }
    }

    private sealed class LoginHandler(IOptionsMonitor<Login> options, ILoggerFactory loggers, UrlEncoder encoder) : AuthenticationHandler<Login>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(
            new ClaimsPrincipal(new ClaimsIdentity("test")), new AuthenticationProperties { ExpiresUtc = Options.Expires }, "test")));
    }

    private static async Task<DisconnectReason> EndOf(ISocket socket)
    {
        var e = await Assert.ThrowsAsync<SocketDisconnectedException>(() => socket.EmitWithAckAsync<int>("x"));
        return e.Reason;
    }

    private Task<IoServer> StartAsync() => IoServer.StartAsync(o =>
    {
        o.TimeProvider = _time;
        o.PingInterval = Clock.NoPing;
    });
}
