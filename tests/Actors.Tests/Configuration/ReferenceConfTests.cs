using System.Reflection;
using Akka.Configuration.Hocon;
using AkkaSocketIo.Actors.Configuration;

namespace AkkaSocketIo.Actors.Tests.Configuration;

/// <summary>reference.conf, the schema and the properties of the settings say the same.</summary>
public class ReferenceConfTests
{
    public static TheoryData<string> Keys => [.. SettingSchema.All.Select(k => k.Key)];

    [Fact]
    public void EveryKeyOfTheFileIsInTheSchemaAndTheOtherWayRound() =>
        Assert.Equal(SettingSchema.All.Select(k => k.Key).Append("namespaces").Order(), KeysOfTheFile().Order());

    [Fact]
    public void EveryKeyIsExplainedInTheFile()
    {
        var lines = ReferenceText().Split('\n').Select(l => l.Trim()).ToList();
        foreach (var key in KeysOfTheFile())
        {
            var name = key.Split('.')[^1];
            var at = lines.FindIndex(l => l.StartsWith(name + " ", StringComparison.Ordinal));
            Assert.True(at > 0 && lines[at - 1].StartsWith('#'), $"{key} has no comment above it");
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void EveryKeyHasAProperty(string key) => Assert.NotNull(PropertyOf(key));

    [Fact]
    public void EveryPropertyHasAKey()
    {
        string[] derived = ["Polling", "WebSocket", "Cors:AnyOrigin", "Limits", "Namespaces", .. Sections];
        var properties = Names(typeof(SocketIoSettings)).Concat(Names(typeof(LimitSettings)))
            .Concat(Sections.SelectMany(s => Names(typeof(SocketIoSettings).GetProperty(s)!.PropertyType).Select(p => $"{s}:{p}")))
            .Except(derived);
        Assert.Equal(SettingSchema.All.Select(k => k.PascalPath).Order(), properties.Order());
    }

    [Fact]
    public void EveryNamespaceKeyHasAProperty()
    {
        var own = typeof(NamespaceSettings).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name).Except(["ConnectionStateRecovery"]);
        var recovery = typeof(RecoverySettings).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => "ConnectionStateRecovery:" + p.Name);
        Assert.Equal(SettingSchema.PerNamespace.Select(k => k.PascalPath).Order(), own.Concat(recovery).Order());
    }

    /// <summary>Each default is read into its own property: the text of the file, made a value, is what the property holds.</summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public void DefaultsAreThoseOfTheFile(string key)
    {
        // cors is null while it is off; one origin makes its other defaults visible.
        var settings = SocketIoSettings.Read(Akka.Configuration.ConfigurationFactory.ParseString(
            key.StartsWith("cors.", StringComparison.Ordinal) && key != "cors.origin" ? "cors.origin = \"https://a\"" : ""));
        var value = HoconLayer.OfRoot(SocketIoSettings.Reference, "reference.conf").Values[key];
        var expected = SettingParser.Parse(SettingSchema.ByKey[key], value).Value;
        if (key == "cors.origin")
            Assert.Null(settings.Cors);
        else if (expected is null)
            Assert.True((long)ValueOf(settings, key)! > 0);
        else
            Assert.Equal(expected, ValueOf(settings, key));
    }

    internal static object? ValueOf(SocketIoSettings settings, string key)
    {
        var property = PropertyOf(key)!;
        object? owner = SettingSchema.ByKey[key].PascalPath.Split(':') is [var section, _] ? typeof(SocketIoSettings).GetProperty(section)!.GetValue(settings)
            : property.DeclaringType == typeof(SocketIoSettings) ? settings
            : settings.Limits;
        return property.GetValue(owner);
    }

    private static PropertyInfo? PropertyOf(string key)
    {
        var path = SettingSchema.ByKey[key].PascalPath.Split(':');
        return path is [var section, var name]
            ? typeof(SocketIoSettings).GetProperty(section)!.PropertyType.GetProperty(name)
            : typeof(SocketIoSettings).GetProperty(path[0]) ?? typeof(LimitSettings).GetProperty(path[0]);
    }

    private static IEnumerable<string> Sections =>
        SettingSchema.All.Select(k => k.PascalPath.Split(':')).Where(p => p.Length == 2).Select(p => p[0]).Distinct();

    private static IEnumerable<string> Names(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name);

    private static IEnumerable<string> KeysOfTheFile()
    {
        var root = SocketIoSettings.Reference.GetConfig("akka.socket-io").Root.GetObject();
        return Walk(root, "");

        static IEnumerable<string> Walk(HoconObject section, string prefix) => section.Items.SelectMany(item =>
            item.Value.IsObject() && prefix + item.Key != "namespaces" ? Walk(item.Value.GetObject(), prefix + item.Key + ".") : [prefix + item.Key]);
    }

    private static string ReferenceText()
    {
        using var stream = typeof(SocketIoSettings).Assembly.GetManifestResourceStream("AkkaSocketIo.reference.conf")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
