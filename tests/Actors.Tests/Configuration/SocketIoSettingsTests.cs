using Akka.Configuration;
using AkkaSocketIo.Actors.Configuration;
using AkkaSocketIo.Actors.Tests.Support;

namespace AkkaSocketIo.Actors.Tests.Configuration;

public class SocketIoSettingsTests
{
    internal static SocketIoSettings Read(string hocon) => SocketIoSettings.Read(ConfigurationFactory.ParseString(hocon));

    /// <summary>Each key with a value that is not its default, and what its property then holds.</summary>
    public static TheoryData<string, string, object> Overrides => new()
    {
        { "path", "/io/v2/", "/io/v2" },
        { "serve-client", "off", false },
        { "transports", "[websocket]", new[] { "websocket" } },
        { "allow-upgrades", "off", false },
        { "allow-eio3", "on", true },
        { "check-origin", "no", false },
        { "cors.origin", "[\"https://A.example:443\", \"http://b.example:8080\"]", new[] { "https://a.example", "http://b.example:8080" } },
        { "cors.methods", "[\"GET\"]", new[] { "GET" } },
        { "cors.allowed-headers", "\"x-a, x-b\"", new[] { "x-a", "x-b" } },
        { "cors.exposed-headers", "[x-c]", new[] { "x-c" } },
        { "cors.credentials", "on", true },
        { "cors.max-age", "10m", TimeSpan.FromMinutes(10) },
        { "cors.options-success-status", "200", 200 },
        { "http-compression.enabled", "off", false },
        { "http-compression.threshold", "2KiB", 2048L },
        { "per-message-deflate.enabled", "on", true },
        { "per-message-deflate.threshold", "0", 0L },
        { "cookie.enabled", "on", true },
        { "cookie.name", "AWSALB", "AWSALB" },
        { "cookie.path", "off", "" },
        { "cookie.domain", "example.org", "example.org" },
        { "cookie.max-age", "1h", TimeSpan.FromHours(1) },
        { "cookie.http-only", "off", false },
        { "cookie.secure", "on", true },
        { "cookie.same-site", "strict", "Strict" },
        { "initial-packet", "\"faster! €\"", "faster! €" },
        { "ping-interval", "1s", TimeSpan.FromSeconds(1) },
        { "ping-timeout", "700", TimeSpan.FromMilliseconds(700) },
        { "upgrade-timeout", "2s", TimeSpan.FromSeconds(2) },
        { "connect-timeout", "3s", TimeSpan.FromSeconds(3) },
        { "close-timeout", "4s", TimeSpan.FromSeconds(4) },
        { "parser", "msgpack", "msgpack" },
        { "parallel-handlers", "8", 8 },
        { "handler-timeout", "7s", TimeSpan.FromSeconds(7) },
        { "ack-timeout", "5s", TimeSpan.FromSeconds(5) },
        { "ack-errors", "true", true },
        { "cleanup-empty-child-namespaces", "on", true },
        { "adapter", $"\"{typeof(NoAdapter).FullName}, {typeof(NoAdapter).Assembly.GetName().Name}\"", typeof(NoAdapter) },
        { "log-scope", "on", true },
        { "connection-state-recovery.enabled", "on", true },
        { "connection-state-recovery.max-disconnection-duration", "1h", TimeSpan.FromHours(1) },
        { "connection-state-recovery.skip-middlewares", "off", false },
        { "connection-state-recovery.max-log-bytes", "1KiB", 1024L },
        { "connection-state-recovery.max-replay-bytes", "2KiB", 2048L },
        { "connection-state-recovery.max-sessions", "9", 9 },
        { "max-http-buffer-size", "1MiB", 1_048_576L },
        { "max-buffered-bytes", "1MB", 1_000_000L },
        { "max-buffered-bytes-total", "1GiB", 1L << 30 },
        { "max-inbound-bytes", "8MiB", 8L << 20 },
        { "inbound-window", "64", 64 },
        { "inbound-window-bytes", "1KiB", 1024L },
        { "max-pending-acks", "10", 10 },
        { "max-namespaces-per-connection", "11", 11 },
        { "max-pending-handshakes", "12", 12 },
        { "max-events-per-second", "15", 15 },
        { "max-events-burst", "16", 16 },
        { "max-handshakes-per-second", "17", 17 },
        { "max-handshakes-burst", "18", 18 },
        { "max-event-name-length", "13", 13 },
        { "max-namespace-length", "14", 14 },
        { "max-attachments", "0", 0 },
        { "max-attachments-bytes", "5", 5L },
        { "attachments-timeout", "6s", TimeSpan.FromSeconds(6) },
        { "max-json-depth", "7", 7 },
        { "max-data-bytes", "8", 8L },
    };

    [Theory]
    [MemberData(nameof(Overrides))]
    public void EveryKeyIsRead(string key, string text, object expected)
    {
        var origin = key.StartsWith("cors.", StringComparison.Ordinal) && key != "cors.origin" ? "cors.origin = \"https://x\"\n" : "";
        var settings = Read($"{origin}{key} = {text}");
        Assert.Equal(expected, ReferenceConfTests.ValueOf(settings, key));
        Assert.Contains($"{key} = ", settings.Describe(), StringComparison.Ordinal);
    }

    /// <summary>But for a key that has only one value.</summary>
    [Fact]
    public void NoKeyIsForgottenAbove() => Assert.Equal(SettingSchema.All.Select(k => k.Key).Except(["connection-state-recovery.store"]), Overrides.Select(o => (string)o[0]));

    [Fact]
    public void TransportsAreAlsoTwoSwitches()
    {
        var settings = Read("transports = [polling]");
        Assert.True(settings.Polling);
        Assert.False(settings.WebSocket);
    }

    [Fact]
    public void AutoFollowsOtherSettings()
    {
        var limits = Read("max-http-buffer-size = 2MB\nmax-buffered-bytes = 1000000GiB").Limits;
        Assert.Equal(20_000_000, limits.MaxAttachmentsBytes);
        Assert.Equal(1_000_000L << 30, limits.MaxBufferedBytesTotal);
        Assert.Equal(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4, Read("").Limits.MaxBufferedBytesTotal);
    }

    [Theory]
    [InlineData("cors.origin = \"*\"", "https://any.example", true)]
    [InlineData("cors.origin = \"https://a.example\"", "https://a.example", true)]
    [InlineData("cors.origin = \"https://a.example\"", "https://A.example", true)]
    [InlineData("cors.origin = \"https://a.example\"", "http://a.example", false)]
    [InlineData("cors.origin = \"https://a.example\"", "https://a.example:8443", false)]
    [InlineData("cors.origin = \"https://a.example\"", "null", false)]
    [InlineData("cors.origin = \"https://bücher.example\"", "https://xn--bcher-kva.example", true)]
    [InlineData("cors.origin = \"http://[::1]:3000\"", "http://[::1]:3000", true)]
    [InlineData("cors.origin = \"capacitor://localhost\"", "capacitor://localhost", true)]
    public void OriginsAreComparedAsBrowsersSendThem(string hocon, string origin, bool allowed) =>
        Assert.Equal(allowed, Read(hocon).Cors!.Allows(origin));

    [Theory]
    [InlineData("cors.origin = off")]
    [InlineData("cors.origin = []")]
    [InlineData("cors { }")]
    public void CorsIsNullWhenOff(string hocon) => Assert.Null(Read(hocon).Cors);

    [Fact]
    public void AValueMayReferToAnother() =>
        Assert.Equal(TimeSpan.FromSeconds(3), Read("ping-interval = 3s\nping-timeout = ${ping-interval}").PingTimeout);

    [Fact]
    public void TheSectionMayBeMergedOverTheReferenceOrNot()
    {
        var system = ConfigurationFactory.ParseString("akka.socket-io.ping-interval = 1s").WithFallback(SocketIoSettings.Reference);
        var merged = SocketIoSettings.Read(system.GetConfig("akka.socket-io"));
        Assert.Equal(TimeSpan.FromSeconds(1), merged.PingInterval);
        Assert.Equal(TimeSpan.FromSeconds(20), merged.PingTimeout);
        Assert.Equal("Settings that differ from reference.conf: ping-interval = 1s (HOCON).", merged.Describe());
    }

    [Fact]
    public void DescribeListsOnlyWhatDiffers()
    {
        Assert.Equal("All settings are those of reference.conf.", Read("ping-interval = 25000\nmax-buffered-bytes = 16384KiB").Describe());
        Assert.Equal(
            "Settings that differ from reference.conf: cors.origin = [https://a] (HOCON), ping-timeout = 1m (HOCON), "
                + "namespaces.\"/chat\".ack-timeout = 5s (HOCON).",
            Read("ping-timeout = 60000\ncors.origin = \"https://a\"\nnamespaces { \"/chat\" { ack-timeout = 5000 } }").Describe());
    }

    [Fact]
    public void AStrongerLayerWins()
    {
        var weak = HoconLayer.OfSection(ConfigurationFactory.ParseString("ping-interval = 1s\nping-timeout = 2s\ncors.origin = \"*\""), "weak.conf");
        var strong = HoconLayer.OfSection(ConfigurationFactory.ParseString("ping-interval = 3s\ncors.origin = off"), "strong.conf");
        var settings = SocketIoSettings.Read([weak, strong]);
        Assert.Equal(TimeSpan.FromSeconds(3), settings.PingInterval);
        Assert.Null(settings.Cors);
        Assert.Equal("Settings that differ from reference.conf: ping-interval = 3s (strong.conf), ping-timeout = 2s (weak.conf).", settings.Describe());
    }
}
