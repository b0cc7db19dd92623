using Akka.Configuration;
using AkkaSocketIo.Actors.Configuration;
using static AkkaSocketIo.Actors.Tests.Configuration.SocketIoSettingsTests;

namespace AkkaSocketIo.Actors.Tests.Configuration;

public class NamespaceSettingsTests
{
    private const string Hocon = """
        ack-timeout = 9s
        namespaces {
          "/chat" { parallel-handlers = 4 }
          "^/t-\\d+$" {
            ack-timeout = 1s
            ack-errors = on
          }
          "^/t-.*$" { parallel-handlers = 7 }
          "/t-1" { parallel-handlers = 8 }
          "/v1.2" { ack-errors = on }
        }
        """;

    [Theory]
    [InlineData("/", 1, 9, false)]
    [InlineData("/chat", 4, 9, false)]
    [InlineData("/chat/room", 1, 9, false)]
    [InlineData("/CHAT", 1, 9, false)]
    [InlineData("/t-1", 1, 1, true)]
    [InlineData("/t-1\n", 1, 9, false)]
    [InlineData("/t-x", 7, 9, false)]
    [InlineData("/v1.2", 1, 9, true)]
    public void TheFirstMatchInTheFileIsUsed(string name, int handlers, int ackSeconds, bool ackErrors) =>
        Assert.Equal(new NamespaceSettings(handlers, TimeSpan.FromSeconds(ackSeconds), ackErrors), Read(Hocon).ForNamespace(name));

    [Fact]
    public void AStrongerLayerIsAskedFirstAndCompletedByTheWeaker()
    {
        var weak = Layer("namespaces { \"/a\" { ack-errors = on } \n \"/b\" { parallel-handlers = 2 } }");
        var strong = Layer("namespaces { \"^/.*$\" { parallel-handlers = 3 } \n \"/b\" { ack-errors = on } }");
        var settings = SocketIoSettings.Read([weak, strong]);
        Assert.Equal(["^/.*$", "/b", "/a"], settings.Namespaces.Select(n => n.Key));
        Assert.Equal(2, settings.Namespaces[1].ParallelHandlers);
        Assert.Equal(3, settings.ForNamespace("/a").ParallelHandlers);
    }

    [Fact]
    public void RecoveryIsOffOrOnNamespaceByNamespace()
    {
        var settings = Read("""
            connection-state-recovery.max-sessions = 5
            namespaces {
              "/a" { connection-state-recovery { enabled = on, max-disconnection-duration = 7s } }
              "/b" { connection-state-recovery.skip-middlewares = off }
            }
            """);
        Assert.Null(settings.ForNamespace("/").ConnectionStateRecovery);
        Assert.Null(settings.ForNamespace("/b").ConnectionStateRecovery);
        Assert.Equal(
            settings.ConnectionStateRecovery with { Enabled = true, MaxDisconnectionDuration = TimeSpan.FromSeconds(7), MaxSessions = 5 },
            settings.ForNamespace("/a").ConnectionStateRecovery);
        settings = Read("connection-state-recovery.enabled = on\nnamespaces { \"/a\" { connection-state-recovery.enabled = off } }");
        Assert.Null(settings.ForNamespace("/a").ConnectionStateRecovery);
        Assert.Equal(settings.ConnectionStateRecovery, settings.ForNamespace("/").ConnectionStateRecovery);
    }

    [Fact]
    public void APatternCannotTakeLong()
    {
        var settings = Read("namespaces { \"^/(a+)+$\" { parallel-handlers = 2 } }");
        Assert.Equal(1, settings.ForNamespace("/" + new string('a', 50_000) + "!").ParallelHandlers);
    }

    private static SettingsLayer Layer(string hocon) => HoconLayer.OfSection(ConfigurationFactory.ParseString(hocon), "test");
}
