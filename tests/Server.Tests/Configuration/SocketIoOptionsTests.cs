using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using AkkaSocketIo.Actors;
using AkkaSocketIo.Actors.Configuration;
using AkkaSocketIo.Server.Hosting;

namespace AkkaSocketIo.Server.Tests.Configuration;

public class SocketIoOptionsTests
{
    private static readonly string[] Code = ["Namespaces", "AllowRequest", "GenerateId", "CreateAdapter", "Json", "TimeProvider", "Hocon"];

    public static TheoryData<string> Keys => [.. SettingSchema.All.Select(k => k.Key)];

    [Fact]
    public void EverySettingHasAnOptionAndEveryOptionASetting()
    {
        Assert.Equal(SettingSchema.All.Select(k => k.PascalPath).Order(), Names(typeof(SocketIoOptions)).Order());
        Assert.Equal(SettingSchema.PerNamespace.Select(k => k.PascalPath).Order(), Names(typeof(NamespaceOptions)).Order());

        static IEnumerable<string> Names(Type options) => options.GetProperties().Where(p => !Code.Contains(p.Name))
            .SelectMany(p => IsSection(p) ? p.PropertyType.GetProperties().Select(inner => $"{p.Name}:{inner.Name}") : [p.Name]);
    }

    [Fact]
    public void UnsetIsNoOpinion()
    {
        var layer = OptionsLayer.Of(WithSections());
        Assert.Empty(layer.Values);
        Assert.Empty(layer.Namespaces);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void EveryOptionIsTaken(string key)
    {
        var options = WithSections();
        var (owner, property) = Find(options, key);
        property.SetValue(owner, Sample(property.PropertyType));
        var value = Assert.Single(OptionsLayer.Of(options).Values);
        Assert.Equal(key, value.Key);
        Assert.Equal($"SocketIoOptions.{SettingSchema.ByKey[key].PascalPath.Replace(':', '.')}", value.Value.Source);
        var text = property.PropertyType == typeof(TimeSpan?) ? "1.5ms" : property.PropertyType == typeof(bool?) ? "on" : property.PropertyType == typeof(IPacketParser) ? "msgpack" : "7";
        Assert.Equal(text, value.Value.Items[0]);
    }

    /// <summary>A default stands in reference.conf; what the documentation of an option says must not drift from it.</summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public void TheDocumentationNamesTheDefault(string key)
    {
        var property = Find(WithSections(), key).Property;
        var docs = XDocument.Load(Path.ChangeExtension(typeof(SocketIoOptions).Assembly.Location, ".xml"));
        var summary = docs.Descendants("member").Single(m => (string?)m.Attribute("name") == $"P:{property.DeclaringType}.{property.Name}").Element("summary")!;
        var value = HoconLayer.OfRoot(SocketIoSettings.Reference, "reference.conf").Values[key];
        var text = string.Join(' ', summary.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"Default: <c>{SettingParser.Parse(SettingSchema.ByKey[key], value).Canonical}</c>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ValuesReachTheSettings()
    {
        var settings = SocketIoSettings.Read([OptionsLayer.Of(new SocketIoOptions
        {
            PingInterval = TimeSpan.FromMilliseconds(1234.5),
            Transports = ["websocket"],
            MaxDataBytes = 77,
            Cors = new CorsOptions { Origin = ["https://a"] },
        })]);
        Assert.Equal(1234.5, settings.PingInterval.TotalMilliseconds);
        Assert.False(settings.Polling);
        Assert.Equal(77, settings.Limits.MaxDataBytes);
        Assert.Equal(["https://a"], settings.Cors!.Origin);
    }

    [Fact]
    public void RecoveryOfANamespaceReachesItsSettings()
    {
        var options = new SocketIoOptions();
        options.Namespaces["/chat"] = new NamespaceOptions { ConnectionStateRecovery = new ConnectionStateRecoveryOptions { Enabled = true, MaxSessions = 3 } };
        var settings = SocketIoSettings.Read([OptionsLayer.Of(options)]);
        Assert.Null(settings.ForNamespace("/").ConnectionStateRecovery);
        Assert.Equal(3, settings.ForNamespace("/chat").ConnectionStateRecovery!.MaxSessions);
        options.Namespaces["/chat"].ConnectionStateRecovery!.Store = "persistent";
        var e = Assert.Throws<SocketIoConfigurationException>(() => SocketIoSettings.Read([OptionsLayer.Of(options)]));
        Assert.Contains("(from SocketIoOptions.Namespaces[\"/chat\"].ConnectionStateRecovery.Store) is not there yet", Assert.Single(e.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongValueIsNamed()
    {
        var options = new SocketIoOptions { PingInterval = Timeout.InfiniteTimeSpan };
        var e = Assert.Throws<SocketIoConfigurationException>(() => SocketIoSettings.Read([OptionsLayer.Of(options)]));
        Assert.StartsWith("akka.socket-io.ping-interval = \"-1ms\" (from SocketIoOptions.PingInterval) takes a duration.", Assert.Single(e.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void NamespacesKeepTheirOrder()
    {
        var options = new SocketIoOptions();
        foreach (var i in Enumerable.Range(0, 50))
            options.Namespaces[string.Create(CultureInfo.InvariantCulture, $"/{99 - i}")] = new NamespaceOptions { ParallelHandlers = i + 1 };
        Assert.Equal(options.Namespaces.Keys, SocketIoSettings.Read([OptionsLayer.Of(options)]).Namespaces.Select(n => n.Key));
        Assert.Equal("/99", options.Namespaces.Keys.First());
    }

    [Fact]
    public void JsonIsAsOnTheWebAndStrictAboutNull()
    {
        var json = new SocketIoOptions().Json;
        Assert.Equal("""{"firstName":"é<"}""", JsonSerializer.Serialize(new { FirstName = "é<" }, json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Person>("{}", json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Person>("""{"name":null}""", json));
        Assert.Equal(64, json.MaxDepth);
        Assert.Single(json.TypeInfoResolverChain);
    }

    [Fact]
    public void TheDefaultAnswerRefuses()
    {
        Assert.False(default(AllowRequestResult).Allowed);
        Assert.True(AllowRequestResult.Allow.Allowed);
        Assert.Equal(new AllowRequestResult(false, "no"), AllowRequestResult.Refuse("no"));
    }

    private sealed record Person(string Name);

    private static SocketIoOptions Empty() => new() { Cors = new CorsOptions(), ConnectionStateRecovery = new ConnectionStateRecoveryOptions() };

    private static (object Owner, PropertyInfo Property) Find(SocketIoOptions options, string key)
    {
        var path = SettingSchema.ByKey[key].PascalPath.Split(':');
        var owner = path.Length == 2 ? typeof(SocketIoOptions).GetProperty(path[0])!.GetValue(options)! : options;
        return (owner, owner.GetType().GetProperty(path[^1])!);
    }

    private static bool IsSection(PropertyInfo property) => property.PropertyType.Namespace == nameof(AkkaSocketIo) && property.PropertyType.IsClass;

    private static SocketIoOptions WithSections()
    {
        var options = new SocketIoOptions();
        foreach (var section in typeof(SocketIoOptions).GetProperties().Where(IsSection))
            section.SetValue(options, Activator.CreateInstance(section.PropertyType));
        return options;
    }

    private static object Sample(Type type) =>
        type == typeof(bool?) ? true
        : type == typeof(TimeSpan?) ? TimeSpan.FromMilliseconds(1.5)
        : type == typeof(int?) ? 7
        : type == typeof(long?) ? 7L
        : type == typeof(string) ? "7"
        : type == typeof(IPacketParser) ? PacketParsers.MessagePack
        : new[] { "7" };
}
