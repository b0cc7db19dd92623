using System.Text.RegularExpressions;
using AkkaSocketIo.Actors.Configuration;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;

namespace AkkaSocketIo.Server.Tests.SocketIo;

/// <summary>Options that are given with a namespace in C#.</summary>
public class NamespaceOptionsTests
{
    private static readonly Regex s_pattern = new("^/t-\\d+$", RegexOptions.NonBacktracking);

    [Fact]
    public async Task TheyAreStrongerThanAllOtherSources()
    {
        await using var server = await IoServer.StartAsync(o =>
        {
            o.AckTimeout = TimeSpan.FromSeconds(3);
            o.Namespaces["/chat"] = new NamespaceOptions { ParallelHandlers = 2, AckErrors = true };
        });
        Assert.Equal(new NamespaceSettings(4, TimeSpan.FromSeconds(3), true), SettingsOf(server.Io.Of("/chat", o => o.ParallelHandlers = 4)));
        Assert.Same(server.Io.Of("/chat"), server.Io.Of("chat", o => o.ParallelHandlers = 4));
        Assert.Equal(5, SettingsOf(server.Io.Of("/", o => o.ParallelHandlers = 5)).ParallelHandlers);
    }

    [Fact]
    public async Task TheyWork()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of("/chat", o => o.AckErrors = true).On("fail", void () => throw new SocketIoException("no"));
        server.Io.Of("/t/{id}", o => o.AckErrors = true).On("fail", void () => throw new SocketIoException("no"));
        server.Io.Of(s_pattern, o => o.AckErrors = true).On("fail", void () => throw new SocketIoException("no"));
        server.Io.Of((name, _) => ValueTask.FromResult(name == "/function"), o => o.AckErrors = true).On("fail", void () => throw new SocketIoException("no"));
        await using var client = await server.OpenAsync(Mode.WebSocket);
        foreach (var nsp in new[] { "/chat", "/t/5", "/t-5", "/function" })
        {
            await client.JoinAsync(nsp);
            await client.SendAsync($"42{nsp},1[\"fail\"]");
            await client.ExpectAsync($"43{nsp},1[{{\"error\":{{\"message\":\"no\"}}}}]");
        }
    }

    [Fact]
    public async Task ANamespaceOfAPatternMayHaveItsOwn()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of("/t/{id}", o =>
        {
            o.ParallelHandlers = 2;
            o.AckErrors = true;
        });
        Assert.Equal(new NamespaceSettings(3, TimeSpan.FromSeconds(10), true), SettingsOf(server.Io.Of("/t/1", o => o.ParallelHandlers = 3)));
        Assert.Equal(2, SettingsOf(server.Io.Of("/t/2")).ParallelHandlers);
    }

    [Fact]
    public async Task OthersThanThoseThatItHasAreRefused()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.Of("/chat", o => o.ParallelHandlers = 4);
        Assert.Contains("/chat", Assert.Throws<InvalidOperationException>(() => server.Io.Of("/chat", o => o.ParallelHandlers = 5)).Message, StringComparison.Ordinal);
        server.Io.Of("/used");
        await using var client = await server.ConnectAsync(nsp: "/used");
        Assert.Contains("sockets", Assert.Throws<InvalidOperationException>(() => server.Io.Of("/used", o => o.ParallelHandlers = 5)).Message, StringComparison.Ordinal);
        server.Io.Of("/used", o => o.ParallelHandlers = 1);
        server.Io.Of("/t/{id}", o => o.ParallelHandlers = 4);
        server.Io.Of("/t/{id}", o => o.ParallelHandlers = 4);
        Assert.Throws<InvalidOperationException>(() => server.Io.Of("/t/{id}", o => o.ParallelHandlers = 5));
        server.Io.Of("/u/{id}");
        server.Io.Of("/u/1");
        Assert.Contains("namespaces", Assert.Throws<InvalidOperationException>(() => server.Io.Of("/u/{id}", o => o.ParallelHandlers = 5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongValueIsNamed()
    {
        await using var server = await IoServer.StartAsync();
        var e = Assert.Throws<SocketIoConfigurationException>(() => server.Io.Of("/chat", o => o.ParallelHandlers = 0));
        Assert.Contains("Of(\"/chat\", …).ParallelHandlers", Assert.Single(e.Problems), StringComparison.Ordinal);
        Assert.False(server.HasNamespace("/chat"));
    }

    private static NamespaceSettings SettingsOf(INamespace nsp) => ((Namespace)nsp).Settings;
}
