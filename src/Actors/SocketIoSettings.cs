using Akka.Configuration;
using AkkaSocketIo.Actors.Configuration;
using AkkaSocketIo.Transport.Http;

namespace AkkaSocketIo.Actors;

/// <summary>
/// All settings that are data, read once, valid, and never changed. What each means stands in reference.conf, under
/// the same name in kebab case. Actors and streams take their values from here and have no defaults of their own.
/// </summary>
internal sealed record SocketIoSettings : ISocketIoSettings
{
    private static readonly Lazy<Config> LazyReference = new(LoadReference);

    /// <summary>reference.conf, as it is embedded into this assembly: the fallback for an ActorSystem.</summary>
    public static Config Reference => LazyReference.Value;

    /// <summary>With a slash in front and none at the end.</summary>
    public required string Path { get; init; }

    public required bool ServeClient { get; init; }

    /// <summary>In the order in which they were named.</summary>
    public required IReadOnlyList<string> Transports { get; init; }

    public required bool AllowUpgrades { get; init; }

    public required bool AllowEio3 { get; init; }

    public required bool CheckOrigin { get; init; }

    /// <summary>Null: off.</summary>
    public required CorsSettings? Cors { get; init; }

    public required CompressionSettings HttpCompression { get; init; }

    public required CompressionSettings PerMessageDeflate { get; init; }

    public required CookieSettings Cookie { get; init; }

    /// <summary>Empty: none.</summary>
    public required string InitialPacket { get; init; }

    public required TimeSpan PingInterval { get; init; }

    public required TimeSpan PingTimeout { get; init; }

    public required TimeSpan UpgradeTimeout { get; init; }

    public required TimeSpan ConnectTimeout { get; init; }

    public required TimeSpan CloseTimeout { get; init; }

    /// <summary>A short name, or the name of a type; what it is called, where C# gave it.</summary>
    public required string Parser { get; init; }

    /// <summary>For namespaces without an opinion of their own: ask <see cref="ForNamespace"/>. So are the next two, and recovery.</summary>
    public required int ParallelHandlers { get; init; }

    public required TimeSpan AckTimeout { get; init; }

    public required bool AckErrors { get; init; }

    /// <summary>The type of the local adapter, or of one of the application's own.</summary>
    public required Type Adapter { get; init; }

    public required bool CleanupEmptyChildNamespaces { get; init; }

    public required bool LogScope { get; init; }

    /// <summary>For receivers that say themselves when they have handled an event.</summary>
    public required TimeSpan HandlerTimeout { get; init; }

    public required RecoverySettings ConnectionStateRecovery { get; init; }

    public required long MaxHttpBufferSize { get; init; }

    public required LimitSettings Limits { get; init; }

    public required IReadOnlyList<NamespaceRule> Namespaces { get; init; }

    public bool Polling => Transports.Contains(TransportNames.Polling);

    public bool WebSocket => Transports.Contains(TransportNames.WebSocket);

    private string Description { get; init; } = "";

    /// <summary>Reads the section <c>akka.socket-io</c>, over reference.conf.</summary>
    /// <exception cref="SocketIoConfigurationException">Names everything that is wrong.</exception>
    public static SocketIoSettings Read(Config config) => Read([HoconLayer.OfSection(config, "HOCON")]);

    /// <summary>Reads several sources, the weakest first, over reference.conf.</summary>
    /// <exception cref="SocketIoConfigurationException">Names everything that is wrong, and its source.</exception>
    public static SocketIoSettings Read(IReadOnlyList<SettingsLayer> layers)
    {
        var reference = HoconLayer.OfRoot(Reference, "reference.conf");
        var reader = new SettingsReader(SettingsLayer.Merge([reference, .. layers]), reference);
        var settings = SettingsFactory.Create(reader);
        if (reader.Problems.Count > 0)
            throw new SocketIoConfigurationException(reader.Problems);
        return settings with
        {
            Description = reader.Differences.Count == 0
                ? "All settings are those of reference.conf."
                : "Settings that differ from reference.conf: " + string.Join(", ", reader.Differences) + ".",
        };
    }

    /// <summary>
    /// The settings of a namespace: what was given with it in C#, then with its pattern, then the first entry of the section
    /// <c>namespaces</c> that matches its name.
    /// </summary>
    public NamespaceSettings ForNamespace(string name, NamespaceRule? own = null, NamespaceRule? pattern = null)
    {
        var rule = Namespaces.FirstOrDefault(r => r.Matches(name));
        var recovery = ConnectionStateRecovery;
        foreach (var stronger in new[] { rule, pattern, own })
        {
            recovery = stronger?.ConnectionStateRecovery.Over(recovery) ?? recovery;
        }

        return new(
            own?.ParallelHandlers ?? pattern?.ParallelHandlers ?? rule?.ParallelHandlers ?? ParallelHandlers,
            own?.AckTimeout ?? pattern?.AckTimeout ?? rule?.AckTimeout ?? AckTimeout,
            own?.AckErrors ?? pattern?.AckErrors ?? rule?.AckErrors ?? AckErrors)
        {
            ConnectionStateRecovery = recovery.Enabled ? recovery : null,
        };
    }

    /// <summary>Reads the settings of one namespace, given apart from all others.</summary>
    /// <exception cref="SocketIoConfigurationException">Names everything that is wrong, and its source.</exception>
    public static NamespaceRule ReadNamespace(SettingsLayer layer)
    {
        var reader = new SettingsReader(layer, layer);
        var rules = reader.ReadNamespaces();
        return reader.Problems.Count == 0 ? rules[0] : throw new SocketIoConfigurationException(reader.Problems);
    }

    /// <inheritdoc/>
    public string Describe() => Description;

    private static Config LoadReference()
    {
        using var stream = typeof(SocketIoSettings).Assembly.GetManifestResourceStream("AkkaSocketIo.reference.conf")!;
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }
}
