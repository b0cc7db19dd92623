using System.Text.Json;
using Akka.Actor;
using AkkaSocketIo.Actors.Configuration;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;
using AkkaSocketIo.Transport.Telemetry;
using Microsoft.Extensions.Logging;

namespace AkkaSocketIo.Actors;

/// <summary>What all namespaces and sockets of a node share.</summary>
internal sealed class SocketIoNode
{
    private readonly Lazy<JsonSerializerOptions> _json;

    public SocketIoNode(
        SocketIoSettings settings, JsonSerializerOptions json, TimeProvider time, SocketIoMetrics metrics, NodeBuffer buffer,
        IHandlerBinder binder, IServiceProvider services, ILogger log, Func<ILocalAdapter, IAdapter>? createAdapter = null)
    {
        Settings = settings;
        Time = time;
        Metrics = metrics;
        Buffer = buffer;
        Binder = binder;
        Services = services;
        Log = log;
        CreateAdapter = createAdapter ?? (local => local);
        Limits = LimitsOf(settings.Limits, settings.Limits.MaxNamespaceLength);
        Limits3 = LimitsOf(settings.Limits, settings.Limits.MaxNamespaceLength + NamespaceQuery.MaxLength);
        EventRate = RateLimit.Of(settings.Limits.MaxEventsPerSecond, settings.Limits.MaxEventsBurst, time);
        _json = new Lazy<JsonSerializerOptions>(() => SocketIoJson.Freeze(json, Limits.MaxJsonDepth));
        Namespaces = new NamespaceRegistry(this);
    }

    public SocketIoSettings Settings { get; }

    public TimeProvider Time { get; }

    public SocketIoMetrics Metrics { get; }

    public NodeBuffer Buffer { get; }

    public IHandlerBinder Binder { get; }

    public IServiceProvider Services { get; }

    public ILogger Log { get; }

    /// <summary>Makes a namespace's adapter of its local part.</summary>
    public Func<ILocalAdapter, IAdapter> CreateAdapter { get; }

    public ParserLimits Limits { get; }

    /// <summary>How packets look on the wire.</summary>
    public PacketCodec Parser { get; init; } = JsonCodec.Instance;

    /// <summary>Those for clients of Engine.IO revision 3, where a namespace may come with a query.</summary>
    public ParserLimits Limits3 { get; }

    public SocketIoLogs Logs { get; init; } = SocketIoLogs.None;

    /// <summary>For one connection; null: any.</summary>
    public RateLimit? EventRate { get; }

    public NamespaceRegistry Namespaces { get; }

    /// <summary>Frozen at its first use: until then the application may change it.</summary>
    public JsonSerializerOptions Json => _json.Value;

    /// <summary>The parent of the namespaces' actors.</summary>
    public required IActorRef NamespacesActor { get; init; }

    public void ThrowIfBufferIsFull()
    {
        if (Buffer.IsFull)
        {
            throw new OutboundBufferFullException(Buffer.Limit);
        }
    }

    public async ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (Buffer.IsFull)
        {
            await Buffer.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static ParserLimits LimitsOf(LimitSettings limits, int maxNamespaceLength) => new()
    {
        MaxAttachments = limits.MaxAttachments,
        MaxAttachmentsBytes = limits.MaxAttachmentsBytes,
        MaxEventNameLength = limits.MaxEventNameLength,
        MaxNamespaceLength = maxNamespaceLength,
        MaxJsonDepth = limits.MaxJsonDepth,
    };
}
