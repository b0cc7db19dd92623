using System.Text.RegularExpressions;
using AkkaSocketIo.Server.Hosting;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Server.Tests.Telemetry;

public class DebugScopesTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("1", "")]
    [InlineData("engine", "engine")]
    [InlineData("engine:*", "engine:socket engine:transport engine:polling engine:ws")]
    [InlineData("engine:ws, socket.io:server\tsocket.io-parser", "engine:ws socket.io:server socket.io-parser")]
    [InlineData("socket.io*,-socket.io:*", "socket.io-parser socket.io-adapter")]
    [InlineData("-socket.io:socket *:s*", "engine:socket socket.io:server")]
    [InlineData("socket?io*", "")]
    public void PatternsMeanCategoriesAsInTheReference(string? patterns, string expected) => Assert.Equal(
        expected.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        DebugScopes.Categories.Where(c => DebugScopes.Means(patterns, c)));

    [Fact]
    public void TheVariableIsStrongerThanTheConfiguration()
    {
        using var loggers = Loggers("socket.io:*,-socket.io:socket", "Logging:LogLevel:Default=Error", "Logging:Fake:LogLevel:socket.io=None");
        Assert.True(loggers.CreateLogger("socket.io:server").IsEnabled(LogLevel.Debug));
        Assert.False(loggers.CreateLogger("socket.io:server").IsEnabled(LogLevel.Trace));
        Assert.False(loggers.CreateLogger("socket.io:socket").IsEnabled(LogLevel.Error));
        Assert.False(loggers.CreateLogger("engine").IsEnabled(LogLevel.Warning));
        Assert.False(loggers.CreateLogger("Application").IsEnabled(LogLevel.Warning));
    }

    [Theory]
    [InlineData("engine")]
    [InlineData("engine*,-engine:socket")]
    public void OnlyWhatIsMeantIsTurnedOn(string patterns)
    {
        using var loggers = Loggers(patterns, "Logging:LogLevel:EngineRoom=Warning", "Logging:Fake:LogLevel:Default=Information");
        Assert.True(loggers.CreateLogger("engine").IsEnabled(LogLevel.Debug));
        Assert.False(loggers.CreateLogger("engine:socket").IsEnabled(LogLevel.Debug));
        Assert.True(loggers.CreateLogger("engine:socket").IsEnabled(LogLevel.Information));
        Assert.False(loggers.CreateLogger("EngineRoom.Boiler").IsEnabled(LogLevel.Debug));
    }

    [Fact]
    public void WithoutItNothingChanges()
    {
        using var loggers = Loggers("");
        Assert.False(loggers.CreateLogger("socket.io:server").IsEnabled(LogLevel.Debug));
        Assert.True(loggers.CreateLogger("socket.io:server").IsEnabled(LogLevel.Information));
    }

    [Fact]
    public async Task TheLifeOfASocketCanBeFollowed()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of(new Regex("^/made-\\d$", RegexOptions.NonBacktracking)).OnConnection(async s =>
        {
            await s.Join("kitchen", "bar\n");
            await s.Leave("bar\n");
        });
        await using var client = await server.ConnectAsync(Mode.Upgraded, "/made-1");
        var id = server.Io.Of("/made-1").Sockets.Single().Id;
        await client.SendAsync("40/none,");
        await client.ExpectAsync("44/none,{\"message\":\"Invalid namespace\"}");
        await client.CloseAsync();
        var sid = client.Sid;
        foreach (var (category, message) in new[]
        {
            ("engine", $"Session {sid} opened by polling, protocol revision 4"),
            ("engine:socket", $"Session {sid} probes a WebSocket"),
            ("engine:socket", $"Session {sid} has upgraded to its WebSocket"),
            ("socket.io:parent-namespace", "The namespace /made-1 was made, as ^/made-\\d$ allows"),
            ("socket.io:client", $"Socket {id} of connection {sid} asks to join /made-1"),
            ("socket.io:namespace", $"Socket {id} has joined /made-1"),
            ("socket.io:socket", $"Socket {id} joins kitchen, bar\\u000a"),
            ("socket.io:socket", $"Socket {id} leaves bar\\u000a"),
            ("socket.io:client", $"Connection {sid} asked for /none, which there is not"),
            ("socket.io:socket", $"Socket {id} has left /made-1: transport close"),
            ("engine", $"Session {sid} closed: transport close"),
        })
        {
            await server.Logs.TheOneAsync(r => r.Level == LogLevel.Debug && r.Category == category && r.Message == message);
        }
    }

    private static ILoggerFactory Loggers(string debug, params string[] configuration)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection([.. configuration.Append("DEBUG=" + debug).Select(c => c.Split('=')).Select(c => KeyValuePair.Create(c[0], (string?)c[1]))]);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddFakeLogging();
        builder.Services.AddSocketIo();
        return builder.Services.BuildServiceProvider().GetRequiredService<ILoggerFactory>();
    }
}
