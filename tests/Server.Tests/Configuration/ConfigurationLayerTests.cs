using System.Text;
using AkkaSocketIo.Actors;
using AkkaSocketIo.Actors.Configuration;
using AkkaSocketIo.Server.Hosting;
using Microsoft.Extensions.Configuration;

namespace AkkaSocketIo.Server.Tests.Configuration;

public class ConfigurationLayerTests
{
    [Fact]
    public void ReadsAnAppsettingsFile()
    {
        var settings = Json("""
            { "SocketIo": {
                "Path": "/io", "Transports": ["websocket"], "AllowUpgrades": false, "PingInterval": "10s", "PingTimeout": 7000,
                "UpgradeTimeout": "00:00:03", "MaxHttpBufferSize": "2MiB", "MaxDataBytes": 1e4, "MaxBufferedBytesTotal": null,
                "Cors": { "Origin": ["https://a.example", "https://b.example"], "Credentials": true, "MaxAge": "00:10:00", "AllowedHeaders": [] },
                "Namespaces": { "^/t-.*$": { "AckTimeout": "5s" }, "/t-1": { "ParallelHandlers": 4, "AckErrors": true } }
            } }
            """);
        Assert.Equal("/io", settings.Path);
        Assert.Equal(["websocket"], settings.Transports);
        Assert.False(settings.AllowUpgrades);
        Assert.Equal(TimeSpan.FromSeconds(10), settings.PingInterval);
        Assert.Equal(TimeSpan.FromSeconds(7), settings.PingTimeout);
        Assert.Equal(TimeSpan.FromSeconds(3), settings.UpgradeTimeout);
        Assert.Equal(2 << 20, settings.MaxHttpBufferSize);
        Assert.Equal(10_000, settings.Limits.MaxDataBytes);
        Assert.Equal(["https://a.example", "https://b.example"], settings.Cors!.Origin);
        Assert.True(settings.Cors.Credentials);
        Assert.Equal(TimeSpan.FromMinutes(10), settings.Cors.MaxAge);
        Assert.Empty(settings.Cors.AllowedHeaders);
        Assert.Equal(new NamespaceSettings(4, TimeSpan.FromSeconds(10), true), settings.ForNamespace("/t-1"));
        Assert.Equal(TimeSpan.FromSeconds(5), settings.ForNamespace("/t-2").AckTimeout);
    }

    /// <summary>Every key can be set by the name that the schema gives it, in any case of letters.</summary>
    [Fact]
    public void EveryKeyIsTaken()
    {
        var layer = ConfigurationLayer.Of(Memory([.. SettingSchema.All.Select(k => ($"socketio:{k.PascalPath.ToUpperInvariant()}", "1"))]));
        Assert.Empty(layer.Problems);
        Assert.Equal(SettingSchema.All.Select(k => k.Key).Order(), layer.Values.Keys.Order());
        Assert.All(layer.Values, v => Assert.Equal($"SocketIo:{SettingSchema.ByKey[v.Key].PascalPath}", v.Value.Source));
    }

    [Fact]
    public void ASectionOfANamespaceIsTaken()
    {
        var settings = Read(Memory(
            ("SocketIo:connectionStateRecovery:maxSessions", "5"),
            ("SocketIo:Namespaces:/chat:connectionstaterecovery:Enabled", "on"),
            ("SocketIo:Namespaces:/chat:ConnectionStateRecovery:MaxDisconnectionDuration", "00:00:07")));
        Assert.Null(settings.ForNamespace("/").ConnectionStateRecovery);
        var chat = settings.ForNamespace("/chat").ConnectionStateRecovery!;
        Assert.Equal((5, TimeSpan.FromSeconds(7)), (chat.MaxSessions, chat.MaxDisconnectionDuration));
    }

    [Fact]
    public void OneVariableMayNameSeveralAndOverridesAList()
    {
        var settings = Read(Memory(
            ("SocketIo:Transports:0", "polling"), ("SocketIo:Transports:1", "websocket"), ("SocketIo:Transports", "websocket"),
            ("SocketIo:Cors:Origin", "https://a, https://b")));
        Assert.Equal(["websocket"], settings.Transports);
        Assert.Equal(["https://a", "https://b"], settings.Cors!.Origin);
    }

    [Fact]
    public void AnEmptySectionSaysNothing() =>
        Assert.Equal("All settings are those of reference.conf.", Json("""{ "SocketIo": { "Cors": {}, "Namespaces": {}, "PingInterval": null } }""").Describe());

    [Theory]
    [InlineData("SocketIo:PingIntervall", "1s", "SocketIo:PingIntervall is no setting. Did you mean SocketIo:PingInterval? All settings are listed in reference.conf.")]
    [InlineData("SocketIo:ping-interval", "1s", "SocketIo:ping-interval is no setting. Did you mean SocketIo:PingInterval? All settings are listed in reference.conf.")]
    [InlineData("SocketIo:Origin", "*", "SocketIo:Origin is no setting. Did you mean SocketIo:Cors:Origin? All settings are listed in reference.conf.")]
    [InlineData("SocketIo:Cors:Orgin", "*", "SocketIo:Cors:Orgin is no setting. Did you mean SocketIo:Cors:Origin? All settings are listed in reference.conf.")]
    [InlineData("SocketIo:Limits:MaxDataBytes", "1", "SocketIo:Limits:MaxDataBytes is no setting. Did you mean SocketIo:MaxDataBytes? All settings are listed in reference.conf.")]
    [InlineData("SocketIo:ServClient", "true", "SocketIo:ServClient is no setting. Did you mean SocketIo:ServeClient? All settings are listed in reference.conf.")]
    [InlineData("SocketIo:Cookie", "on", "SocketIo:Cookie is a section, not a value. Set SocketIo:Cookie:Enabled.")]
    [InlineData("SocketIo:Cookie:Enabled", "perhaps", "akka.socket-io.cookie.enabled = \"perhaps\" (from SocketIo:Cookie:Enabled) is a switch. Write on or off.")]
    [InlineData("SocketIo:ClientFiles", "true", "SocketIo:ClientFiles is no setting. The nearest that exists is SocketIo:Cors:Credentials. All settings are listed in reference.conf.")]
    [InlineData("SocketIo:Cors", "off", "SocketIo:Cors is a section, not a value. Set SocketIo:Cors:Origin.")]
    [InlineData("SocketIo", "off", "SocketIo is a section, not a value. Set SocketIo:PingInterval or another setting in it.")]
    [InlineData("SocketIo:Namespaces:/chat", "4", "SocketIo:Namespaces:/chat is a section, not a value. Set SocketIo:Namespaces:/chat:AckTimeout.")]
    [InlineData("SocketIo:Namespaces:/chat:AckTimout", "4s", "SocketIo:Namespaces:/chat:AckTimout is no setting. Did you mean SocketIo:Namespaces:/chat:AckTimeout? All settings are listed in reference.conf.")]
    [InlineData("SocketIo:ConnectionStateRecovery", "on", "SocketIo:ConnectionStateRecovery is a section, not a value. Set SocketIo:ConnectionStateRecovery:Enabled.")]
    [InlineData("SocketIo:Namespaces:/chat:ConnectionStateRecovery", "on", "SocketIo:Namespaces:/chat:ConnectionStateRecovery is a section, not a value. Set SocketIo:Namespaces:/chat:ConnectionStateRecovery:Enabled.")]
    [InlineData("SocketIo:Namespaces:/chat:ConnectionStateRecovery:Enable", "on", "SocketIo:Namespaces:/chat:ConnectionStateRecovery:Enable is no setting. Did you mean SocketIo:Namespaces:/chat:ConnectionStateRecovery:Enabled? All settings are listed in reference.conf.")]
    [InlineData("SocketIo:PingInterval:Value", "4s", "SocketIo:PingInterval takes a value, not a section. Set SocketIo:PingInterval itself.")]
    [InlineData("SocketIo:AckErrors", "perhaps", "akka.socket-io.ack-errors = \"perhaps\" (from SocketIo:AckErrors) is a switch. Write on or off.")]
    [InlineData("SocketIo:Transports", "", "akka.socket-io.transports = \"\" (from SocketIo:Transports) is empty, and without a transport no client can connect. Write [\"polling\", \"websocket\"] or one of the two.")]
    [InlineData("SocketIo:CloseTimeout", "00:61:00", "akka.socket-io.close-timeout = \"00:61:00\" (from SocketIo:CloseTimeout) takes a duration. Write a number with its unit (ms, s, m, h, d), such as 25s or 500ms; a bare number is milliseconds.")]
    public void OneProblem(string key, string value, string expected) =>
        Assert.Equal(expected, Assert.Single(Assert.Throws<SocketIoConfigurationException>(() => Read(Memory((key, value)))).Problems));

    private static SocketIoSettings Json(string json) =>
        Read(new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build());

    private static SocketIoSettings Read(IConfiguration configuration) => SocketIoSettings.Read([ConfigurationLayer.Of(configuration)]);

    private static IConfiguration Memory(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create<string, string?>(v.Key, v.Value))).Build();
}
