using Akka.Configuration;
using AkkaSocketIo.Actors.Configuration;
using static AkkaSocketIo.Actors.Tests.Configuration.SocketIoSettingsTests;

namespace AkkaSocketIo.Actors.Tests.Configuration;

/// <summary>Each message names the setting, the value, its source, what is wrong and what to write.</summary>
public class ValidationTests
{
    private const string Durations = "takes a duration. Write a number with its unit (ms, s, m, h, d), such as 25s or 500ms; a bare number is milliseconds.";
    private const string Sizes = " Write bytes (1000000) or a number with its unit: KB, MB, GB are powers of 1000, KiB, MiB, GiB powers of 1024.";
    private const string Paths = "is no path of its own: it starts with a slash, has at least one part, and only letters, digits and - . _ ~ in its parts."
        + " Write a path such as /socket.io; clients give the same in their option path.";
    private const string Origins = " Write scheme, host and port without a path or a slash at the end, such as \"https://example.org\"; \"*\" stands alone and allows all.";

    private const string Parsers = " Write json, msgpack, or \"Namespace.Type, Assembly\" of a class that implements IPacketParser.";

    private const string CookiePaths = "is no path of a cookie: it starts with a slash and has no spaces, semicolons or control characters. Write a path such as / or /app, or off for no Path attribute.";

    [Theory]
    [InlineData("ping-interval = soon", "ping-interval = \"soon\" (from HOCON) " + Durations)]
    [InlineData("ping-interval = 00:00:25", null)]
    [InlineData("ping-interval = \"00:00:25\"", "ping-interval = \"00:00:25\" (from HOCON) " + Durations)]
    [InlineData("ping-interval = 0", "ping-interval = \"0\" (from HOCON) is out of bounds: shorter or longer times are not what a timer of a connection can keep. Write a value from 1ms to 24h.")]
    [InlineData("ping-interval = 30d", "ping-interval = \"30d\" (from HOCON) is out of bounds: shorter or longer times are not what a timer of a connection can keep. Write a value from 1ms to 24h.")]
    [InlineData("ping-interval = [1s]", "ping-interval = [1s] (from HOCON) takes one value, not a list. Remove the brackets.")]
    [InlineData("ping-interval = null", "ping-interval (from HOCON) has no value that can be read. Write key = value on one line, or remove the line to take the default.")]
    [InlineData("ping-interval { a = 1 }", "ping-interval (from HOCON) has no value that can be read. Write key = value on one line, or remove the line to take the default.")]
    [InlineData("ping-interval", "ping-interval (from HOCON) has no value that can be read. Write key = value on one line, or remove the line to take the default.")]
    [InlineData("ping-interval = ${?NAME}", "ping-interval (from HOCON) uses ${?…}, which Akka's HOCON does not know. Write the value, or set it from outside, such as SocketIo__PingInterval=25s in the environment.")]
    [InlineData("cors = ${?NAME}", "cors (from HOCON) uses ${?…}, which Akka's HOCON does not know. Write the value, or set it from outside, such as SocketIo__PingInterval=25s in the environment.")]
    [InlineData("allow-upgrades = maybe", "allow-upgrades = \"maybe\" (from HOCON) is a switch. Write on or off.")]
    [InlineData("inbound-window = many", "inbound-window = \"many\" (from HOCON) takes a whole number. Write digits only, from 1 to 1000000.")]
    [InlineData("inbound-window = 0", "inbound-window = \"0\" (from HOCON) is out of bounds: 0 would never read an event. Write a value from 1 to 1000000.")]
    [InlineData("max-data-bytes = 1M", "max-data-bytes = \"1M\" (from HOCON) takes a size." + Sizes)]
    [InlineData("max-attachments-bytes = much", "max-attachments-bytes = \"much\" (from HOCON) takes a size or auto." + Sizes)]
    [InlineData("max-http-buffer-size = 3GiB", "max-http-buffer-size = \"3GiB\" (from HOCON) is out of bounds: a message is held in one piece. Write a value from 1 to 2147483591.")]
    [InlineData("path = socket.io", "path = \"socket.io\" (from HOCON) " + Paths)]
    [InlineData("path = /", "path = \"/\" (from HOCON) " + Paths)]
    [InlineData("path = \"/a//b\"", "path = \"/a//b\" (from HOCON) " + Paths)]
    [InlineData("path = \"/a/../b\"", "path = \"/a/../b\" (from HOCON) " + Paths)]
    [InlineData("path = \"/{id}\"", "path = \"/{id}\" (from HOCON) " + Paths)]
    [InlineData("transports = []", "transports = [] (from HOCON) is empty, and without a transport no client can connect. Write [\"polling\", \"websocket\"] or one of the two.")]
    [InlineData("transports = [polling, webtransport]", "transports = [polling, webtransport] (from HOCON) asks for WebTransport, which needs HTTP/3, whose library (msquic) is not available on this platform. Remove webtransport; clients use websocket instead.")]
    [InlineData("transports = [websockets]", "transports = [websockets] (from HOCON) names no transport with websockets. Did you mean websocket? There are polling and websocket.")]
    [InlineData("parser = pickle", "parser = \"pickle\" (from HOCON) names no parser, and no type that is there." + Parsers)]
    [InlineData("parser = \"Some.Parser, Nowhere\"", "parser = \"Some.Parser, Nowhere\" (from HOCON) names no parser, and no type that is there." + Parsers)]
    [InlineData("parser = System.String", "parser = \"System.String\" (from HOCON) is a type that is no IPacketParser which can be made." + Parsers)]
    [InlineData("parser = \"AkkaSocketIo.IPacketParser, AkkaSocketIo.Transport\"", "parser = \"AkkaSocketIo.IPacketParser, AkkaSocketIo.Transport\" (from HOCON) is a type that is no IPacketParser which can be made." + Parsers)]
    [InlineData("cors.origin = a.example", "cors.origin = \"a.example\" (from HOCON) takes off, \"*\" or a list of origins, and a.example is no origin in a list." + Origins)]
    [InlineData("cors.origin = [\"https://a.example/\"]", "cors.origin = [https://a.example/] (from HOCON) takes off, \"*\" or a list of origins, and https://a.example/ is no origin in a list." + Origins)]
    [InlineData("cors.origin = [\"*\", \"https://a\"]", "cors.origin = [*, https://a] (from HOCON) takes off, \"*\" or a list of origins, and * is no origin in a list." + Origins)]
    [InlineData("cors.origin = \"https://*.example\"", "cors.origin = \"https://*.example\" (from HOCON) takes off, \"*\" or a list of origins, and https://*.example is no origin in a list." + Origins)]
    [InlineData("cors.methods = [\"GE T\"]", "cors.methods = [GE T] (from HOCON) takes names as they stand in HTTP headers, and GE T is none. Write a list such as [\"GET\", \"POST\"].")]
    [InlineData("cors.max-age = 600", "cors.max-age = \"600\" (from HOCON) takes whole seconds, and a bare number is milliseconds. Write 600s if seconds were meant.")]
    [InlineData("cors.max-age = 1500ms", "cors.max-age = \"1500ms\" (from HOCON) takes whole seconds, and a bare number is milliseconds. Write whole seconds, such as 600s or 10m.")]
    [InlineData("cors.options-success-status = 404", "cors.options-success-status = \"404\" (from HOCON) is out of bounds: a browser takes any other status for a refusal. Write a value from 200 to 299.")]
    [InlineData("cors = off", "cors (from HOCON) is a section, not a value. Write cors { origin = \"https://example.org\" }.")]
    [InlineData("cors { origin = \"*\"\n credentials = on }", "cors.credentials = \"on\" (from HOCON) is on while cors.origin is \"*\", which browsers refuse. List the origins that may send cookies, or turn cors.credentials off.")]
    [InlineData("cookie = on", "cookie (from HOCON) is a section, not a value. Write cookie { enabled = on }.")]
    [InlineData("per-message-deflate = on", "per-message-deflate (from HOCON) is a section, not a value. Write per-message-deflate { enabled = on }.")]
    [InlineData("cookie.name = \"io; Secure\"", "cookie.name = \"io; Secure\" (from HOCON) is no name of a cookie. Write letters, digits and - _ . only, such as io.")]
    [InlineData("cookie.name = \"\"", "cookie.name = \"\" (from HOCON) is no name of a cookie. Write letters, digits and - _ . only, such as io.")]
    [InlineData("cookie.path = \"/; Domain=evil.example\"", "cookie.path = \"/; Domain=evil.example\" (from HOCON) " + CookiePaths)]
    [InlineData("cookie.path = \"/\\r\\nX: y\"", "cookie.path = \"/\\u000d\\u000aX: y\" (from HOCON) " + CookiePaths)]
    [InlineData("cookie.path = app", "cookie.path = \"app\" (from HOCON) " + CookiePaths)]
    [InlineData("cookie.domain = \"https://a.example\"", "cookie.domain = \"https://a.example\" (from HOCON) is no domain. Write a host name such as example.org, without scheme and port, or off for no Domain attribute.")]
    [InlineData("cookie.same-site = sometimes", "cookie.same-site = \"sometimes\" (from HOCON) takes strict, lax, none or off. Write lax; none lets pages of other sites send the cookie along, off leaves it to the browser.")]
    [InlineData("cookie.same-site = none", "cookie.same-site = \"none\" (from HOCON) is none while cookie.secure is off, which browsers refuse. Turn cookie.secure on, or write lax.")]
    [InlineData("http-compression.threshold = -1", "http-compression.threshold = \"-1\" (from HOCON) takes a size." + Sizes)]
    [InlineData("initial-packet = \"a\\u001eb\"", "initial-packet = \"a\\u001eb\" (from HOCON) has the character U+001E, which stands between two packets. Remove it.")]
    [InlineData("max-http-buffer-size = 8MiB", "max-inbound-bytes = \"4MiB\" (from reference.conf) is less than max-http-buffer-size, so one allowed POST could close its connection. Write at least 8MiB, better four times as much.")]
    [InlineData("max-buffered-bytes-total = 1MiB", "max-buffered-bytes-total = \"1MiB\" (from HOCON) is less than max-buffered-bytes, so one connection could use up what is for all. Write auto, or at least 16MiB.")]
    [InlineData("connection-state-recovery = on", "connection-state-recovery (from HOCON) is a section, not a value. Write connection-state-recovery { enabled = on }.")]
    [InlineData("connection-state-recovery.store = persistent", "connection-state-recovery.store = \"persistent\" (from HOCON) is not there yet: sessions and events are kept in the memory of this process only. Write memory.")]
    [InlineData("connection-state-recovery.store = redis", "connection-state-recovery.store = \"redis\" (from HOCON) is no store. Write memory.")]
    [InlineData("connection-state-recovery.max-disconnect-duration = 2m", "connection-state-recovery.max-disconnect-duration (from HOCON) is no setting. Did you mean connection-state-recovery.max-disconnection-duration? All settings are listed in reference.conf.")]
    [InlineData("namespaces { \"/chat\" { connection-state-recovery = on } }", "namespaces.\"/chat\".connection-state-recovery (from HOCON) is a section, not a value. Write connection-state-recovery { enabled = on }.")]
    [InlineData("namespaces { \"/chat\" { connection-state-recovery { enable = on } } }", "namespaces.\"/chat\".connection-state-recovery.enable (from HOCON) is no setting. Did you mean namespaces.\"/chat\".connection-state-recovery.enabled? All settings are listed in reference.conf.")]
    [InlineData("namespaces { \"/chat\" { connection-state-recovery.store = persistent } }", "namespaces.\"/chat\".connection-state-recovery.store = \"persistent\" (from HOCON) is not there yet: sessions and events are kept in the memory of this process only. Write memory.")]
    [InlineData("namespaces = off", "namespaces (from HOCON) is a section, not a value. Write namespaces { \"/chat\" { ack-timeout = 5s } }.")]
    [InlineData("namespaces { \"/chat\" = 3 }", "namespaces.\"/chat\" (from HOCON) is a section, not a value. Write \"/chat\" { ack-timeout = 5s }.")]
    [InlineData("namespaces { chat { ack-timeout = 5s } }", "namespaces.\"chat\" (from HOCON) is no namespace: a name starts with a slash, a pattern with ^. Write \"/chat\", or a regular expression as \"^…$\".")]
    [InlineData("namespaces { \"^/t\" { ack-timeout = 5s } }", "namespaces.\"^/t\" (from HOCON) is a pattern that would also match the beginning of longer names. End it with $, as in \"^/tenant-[0-9]+$\".")]
    [InlineData("namespaces { \"^/(?=a)b$\" { ack-timeout = 5s } }", "namespaces.\"^/(?=a)b$\" (from HOCON) is a pattern whose matching may take arbitrarily long. Write it without look-arounds, back references and atomic groups.")]
    [InlineData("namespaces { \"/chat\" { ack-timeout = soon } }", "namespaces.\"/chat\".ack-timeout = \"soon\" (from HOCON) " + Durations)]
    [InlineData("namespaces { \"/chat\" { ack-timout = 5s } }", "namespaces.\"/chat\".ack-timout (from HOCON) is no setting. Did you mean namespaces.\"/chat\".ack-timeout? All settings are listed in reference.conf.")]
    [InlineData("ping-intervall = 5s", "ping-intervall (from HOCON) is no setting. Did you mean ping-interval? All settings are listed in reference.conf.")]
    [InlineData("Ping-Interval = 5s", "Ping-Interval (from HOCON) is no setting. Did you mean ping-interval? All settings are listed in reference.conf.")]
    [InlineData("pingInterval = 5s", "pingInterval (from HOCON) is no setting. Did you mean ping-interval? All settings are listed in reference.conf.")]
    [InlineData("origin = \"*\"", "origin (from HOCON) is no setting. Did you mean cors.origin? All settings are listed in reference.conf.")]
    [InlineData("cors.ping-timeout = 5s", "cors.ping-timeout (from HOCON) is no setting. Did you mean ping-timeout? All settings are listed in reference.conf.")]
    [InlineData("limits { max-data-bytes = 5 }", "limits.max-data-bytes (from HOCON) is no setting. Did you mean max-data-bytes? All settings are listed in reference.conf.")]
    [InlineData("namespace { \"/chat\" { ack-timeout = 5s } }", "namespace (from HOCON) is no setting. Did you mean namespaces? All settings are listed in reference.conf.")]
    [InlineData("client-files = off", "client-files (from HOCON) is no setting. The nearest that exists is cors.credentials. All settings are listed in reference.conf.")]
    public void OneProblem(string hocon, string? expected)
    {
        // Akka's own parser refuses a few texts before we see them.
        if (expected is null)
        {
            Assert.ThrowsAny<Exception>(() => Read(hocon));
            return;
        }

        var problem = Assert.Single(Assert.Throws<SocketIoConfigurationException>(() => Read(hocon)).Problems);
        Assert.Equal("akka.socket-io." + expected, problem);
    }

    [Fact]
    public void AllProblemsAreNamedTogether()
    {
        var e = Assert.Throws<SocketIoConfigurationException>(() => Read("ping-interval = x\nping-timeout = y\nfoo = z\nmax-http-buffer-size = big\nmax-inbound-bytes = 1"));
        Assert.Equal(4, e.Problems.Count);
        Assert.StartsWith("Socket.IO cannot start with these settings:\n - akka.socket-io.", e.Message, StringComparison.Ordinal);
        Assert.All(e.Problems, p => Assert.Contains(p, e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void ASectionThatIsAValueIsNamed()
    {
        var layer = HoconLayer.OfRoot(ConfigurationFactory.ParseString("akka.socket-io = off"), "app.conf");
        var e = Assert.Throws<SocketIoConfigurationException>(() => SocketIoSettings.Read([layer]));
        Assert.Equal(["akka.socket-io (from app.conf) is a section, not a value. Write akka.socket-io { ping-interval = 25s }."], e.Problems);
    }

    [Fact]
    public void AValueIsShownOnOneLineAndCut()
    {
        var value = SettingValue.Plain(new string('x', 300) + "\n", "test").ToString();
        Assert.Equal(200, value.Length);
        Assert.Equal("\"a\\u000ab\"", SettingValue.Plain("a\nb", "test").ToString());
    }
}
