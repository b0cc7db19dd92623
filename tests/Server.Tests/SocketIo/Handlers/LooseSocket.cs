using System.Diagnostics.Metrics;
using System.Security.Claims;
using System.Text;
using Akka.Actor;
using AkkaSocketIo.Actors;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Server.Binding;
using AkkaSocketIo.Server.Hosting;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;
using AkkaSocketIo.Transport.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AkkaSocketIo.Server.Tests.SocketIo.Handlers;

/// <summary>A socket without connection, actor or client: handlers are bound and called, and what is sent is kept.</summary>
internal sealed class LooseSocket
{
    private readonly EventBinder _binder;
    private readonly SentPackets _sent = new();

    public LooseSocket(Action<IServiceCollection>? services = null, string nsp = "/")
    {
        var collection = new ServiceCollection().AddMetrics();
        services?.Invoke(collection);
        Services = collection.BuildServiceProvider();
        _binder = new EventBinder(Services);
        var options = new SocketIoOptions();
        var settings = SettingsComposer.Compose(null, null, options, _ => null);
        var buffer = new NodeBuffer(long.MaxValue);
        var metrics = new SocketIoMetrics(Services.GetRequiredService<IMeterFactory>());
        var node = new SocketIoNode(settings, options.Json, TimeProvider.System, metrics, buffer, _binder, Services, NullLogger.Instance)
        {
            NamespacesActor = ActorRefs.Nobody,
        };
        var handshake = new EngineHandshake
        {
            Headers = new Dictionary<string, string>(),
            Query = new Dictionary<string, string>(),
            Url = "/",
            User = new ClaimsPrincipal(),
        };
        var session = new EngineSession("engine", handshake, new OutboundBytes(buffer, long.MaxValue), new NoEngine(settings.ToEngineSettings(), metrics))
        {
            Actor = _sent,
        };
        Socket = new Socket("socket", node.Namespaces.Of(nsp), session, default);
    }

    public Socket Socket { get; }

    public ServiceProvider Services { get; }

    /// <summary>What was sent, as polling would write it, attachments included.</summary>
    public IEnumerable<string> Sent => _sent.Packets.SelectMany(Lines);

    public IReadOnlyList<EncodedPacket> Packets => _sent.Packets;

    /// <summary>The one packet that was sent.</summary>
    public string TheSent => Assert.Single(Sent);

    public Handler Bind(Delegate handler) => _binder.Bind(handler, once: false);

    /// <summary>Calls a handler for an event with the id 1 and these arguments; returns the acknowledgement, or null.</summary>
    public async Task<string?> CallAsync(Delegate handler, string arguments = "", params byte[][] attachments)
    {
        _sent.Packets.Clear();
        var context = Event(1, arguments, attachments);
        try
        {
            await Bind(handler).InvokeAsync(context);
        }
        finally
        {
            await context.DisposeScopeAsync();
        }

        return _sent.Packets.Count == 0 ? null : string.Join(' ', Sent);
    }

    /// <summary>The handler is not called: the client's argument with this number does not fit.</summary>
    public async Task DoesNotFitAsync(int number, Delegate handler, string arguments = "", params byte[][] attachments)
    {
        var e = await Assert.ThrowsAsync<ArgumentBindingException>(() => CallAsync(handler, arguments, attachments));
        Assert.Equal($"invalid argument {number}", e.Message);
        Assert.Empty(Sent);
    }

    public EventContext Event(long id, string arguments = "", params byte[][] attachments)
    {
        var head = attachments.Length == 0 ? "2" : $"5{attachments.Length}-";
        var payload = arguments.Length == 0 ? "[\"ev\"]" : $"[\"ev\",{arguments}]";
        var text = Encoding.UTF8.GetBytes(head + (id == SocketIoPacket.NoId ? "" : id) + payload);
        var packet = JsonParser.Parse(text, new ParserLimits { MaxAttachments = 100, IsServers = true }, "/");
        for (var i = 0; i < attachments.Length; i++)
        {
            packet.Attachments[i] = attachments[i];
        }

        return new EventContext(Socket, packet, "ev");
    }

    private static IEnumerable<string> Lines(EncodedPacket packet) =>
        packet.Attachments.Select(a => "b" + Convert.ToBase64String(a.Span)).Prepend(Encoding.UTF8.GetString(packet.Text!));

    private sealed class NoEngine(EngineSettings settings, SocketIoMetrics metrics) : IEngine
    {
        public EngineSettings Settings => settings;

        public TimeProvider Time => TimeProvider.System;

        public SocketIoMetrics Metrics => metrics;

        public EngineHooks Hooks { get; } = new(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        public Akka.Streams.IMaterializer Materializer => throw new NotSupportedException();

        public bool TakesSessions => false;

        public EngineSession? Find(string sid) => null;

        public ValueTask<EngineSession?> OpenAsync(string? id, EngineHandshake handshake, TransportKind transport, CancellationToken cancellationToken) => default;
    }

    private sealed class SentPackets : MinimalActorRef
    {
        public List<EncodedPacket> Packets { get; } = [];

        public override ActorPath Path { get; } = new RootActorPath(Address.AllSystems) / "sent";

        public override IActorRefProvider Provider => throw new NotSupportedException();

        protected override void TellInternal(object message, IActorRef sender) => Packets.Add((EncodedPacket)message);
    }
}
