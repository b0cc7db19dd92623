using Akka.Actor;
using Akka.Configuration;
using AkkaSocketIo.Actors;
using AkkaSocketIo.Server.Hosting;
using Microsoft.Extensions.Configuration;

namespace AkkaSocketIo.Server.Tests.Configuration;

public sealed class SettingsComposerTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("socketio-hocon").FullName;

    public void Dispose() => Directory.Delete(_directory, true);

    /// <summary>Each source sets one setting more than the next stronger one: each must win over all that are weaker.</summary>
    [Fact]
    public void SourcesOverrideEachOtherInTheirOrder()
    {
        var system = ConfigurationFactory.ParseString(Hocon(1, "ping-interval", "ping-timeout", "upgrade-timeout", "connect-timeout", "close-timeout", "ack-timeout"))
            .WithFallback(SocketIoSettings.Reference);
        var options = new SocketIoOptions
        {
            Hocon = Hocon(2, "ping-timeout", "upgrade-timeout", "connect-timeout", "close-timeout", "ack-timeout"),
            AckTimeout = TimeSpan.FromSeconds(6),
        };
        var variable = string.Join(Path.PathSeparator,
            Write("a.conf", Hocon(9, "upgrade-timeout", "connect-timeout")),
            Write("b.conf", Hocon(3, "upgrade-timeout", "connect-timeout", "close-timeout", "ack-timeout")));
        var configuration = Build(
            ("hocon", Write("c.conf", Hocon(4, "connect-timeout", "close-timeout", "ack-timeout"))),
            ("SocketIo:CloseTimeout", "5s"), ("SocketIo:AckTimeout", "5s"));

        var settings = SettingsComposer.Compose(system, configuration, options, Environment(variable));

        Assert.Equal(TimeSpan.FromSeconds(10), settings.Limits.AttachmentsTimeout);
        Assert.Equal(TimeSpan.FromSeconds(1), settings.PingInterval);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.PingTimeout);
        Assert.Equal(TimeSpan.FromSeconds(3), settings.UpgradeTimeout);
        Assert.Equal(TimeSpan.FromSeconds(4), settings.ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.CloseTimeout);
        Assert.Equal(TimeSpan.FromSeconds(6), settings.AckTimeout);
        Assert.Equal(
            "Settings that differ from reference.conf: ping-interval = 1s (HOCON of the ActorSystem), ping-timeout = 2s (SocketIoOptions.Hocon), "
            + $"upgrade-timeout = 3s ({_directory}/b.conf), connect-timeout = 4s ({_directory}/c.conf), close-timeout = 5s (SocketIo:CloseTimeout), "
            + "ack-timeout = 6s (SocketIoOptions.AckTimeout).",
            settings.Describe());
    }

    [Fact]
    public void WithoutAnySourceItIsTheReference() =>
        Assert.Equal("All settings are those of reference.conf.", SettingsComposer.Compose(null, null, null, Environment(null)).Describe());

    /// <summary>What an ActorSystem made by us and one made elsewhere, with the reference injected, end up with.</summary>
    [Fact]
    public async Task ARealActorSystemKeepsItsHocon()
    {
        var options = new SocketIoOptions { Hocon = "akka.loglevel = OFF\n" + Hocon(2, "ping-interval") };
        var own = ActorSystem.Create("own", SettingsComposer.SystemConfig(null, options, Environment(null)));
        var other = ActorSystem.Create("other", "akka.loglevel = OFF\n" + Hocon(3, "ping-interval"));
        other.Settings.InjectTopLevelFallback(SocketIoSettings.Reference);
        try
        {
            Assert.Equal("OFF", own.Settings.LogLevel);
            var settings = SettingsComposer.Compose(own.Settings.Config, null, options, Environment(null));
            Assert.Equal("Settings that differ from reference.conf: ping-interval = 2s (SocketIoOptions.Hocon).", settings.Describe());
            settings = SettingsComposer.Compose(other.Settings.Config, null, null, Environment(null));
            Assert.Equal("Settings that differ from reference.conf: ping-interval = 3s (HOCON of the ActorSystem).", settings.Describe());
        }
        finally
        {
            await own.Terminate();
            await other.Terminate();
        }
    }

    [Fact]
    public void AMistakeInAFileIsNamedOnceAndWithItsFile()
    {
        var file = Write("x.conf", "akka.socket-io { pong-interval = 1s\n ping-timeout = soon }");
        var system = SettingsComposer.SystemConfig(null, null, Environment(file));
        var e = Assert.Throws<SocketIoConfigurationException>(() => SettingsComposer.Compose(system, null, null, Environment(file)));
        Assert.Equal(2, e.Problems.Count);
        Assert.Equal($"akka.socket-io.pong-interval (from {file}) is no setting. Did you mean ping-interval? All settings are listed in reference.conf.", e.Problems[0]);
        Assert.StartsWith($"akka.socket-io.ping-timeout = \"soon\" (from {file}) takes a duration.", e.Problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void NamespacesOfAStrongerSourceComeFirst()
    {
        var system = ConfigurationFactory.ParseString("akka.socket-io.namespaces { \"^/.*$\" { parallel-handlers = 2 } }");
        var configuration = Build(("SocketIo:Namespaces:/chat:ParallelHandlers", "3"), ("SocketIo:Namespaces:/both:AckErrors", "on"));
        var options = new SocketIoOptions { Namespaces = { ["/both"] = new NamespaceOptions { ParallelHandlers = 4 } } };
        var settings = SettingsComposer.Compose(system, configuration, options, Environment(null));
        Assert.Equal(["/both", "/chat", "^/.*$"], settings.Namespaces.Select(n => n.Key));
        Assert.Equal(2, settings.ForNamespace("/else").ParallelHandlers);
        Assert.Equal(3, settings.ForNamespace("/chat").ParallelHandlers);
        Assert.Equal(4, settings.ForNamespace("/both").ParallelHandlers);
        Assert.True(settings.ForNamespace("/both").AckErrors);
        Assert.Contains("namespaces.\"/both\".parallel-handlers = 4 (SocketIoOptions.Namespaces[\"/both\"].ParallelHandlers)", settings.Describe(), StringComparison.Ordinal);
    }

    private static string Hocon(int seconds, params string[] keys) =>
        $"akka.socket-io {{\n{string.Join('\n', keys.Select(k => $"{k} = {seconds}s"))}\n}}";

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static Func<string, string?> Environment(string? hocon) => name => name == "SOCKETIO_HOCON" ? hocon : null;

    private static IConfiguration Build(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create<string, string?>(v.Key, v.Value))).Build();
}
