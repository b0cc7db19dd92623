using System.Diagnostics.Metrics;
using System.Net;
using System.Net.WebSockets;
using System.Security.Claims;
using Akka.Actor;
using Akka.Configuration;
using AkkaSocketIo.Actors.Connections;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.SocketIo;
using AkkaSocketIo.Transport.Streams;
using AkkaSocketIo.Transport.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Actors.Tests.Support;

/// <summary>The real actors and graphs of a server without a network: clients connect by pipes, and time stands still until it is told to go on.</summary>
internal sealed class TestServer
{
    public const string Defaults = "ping-interval = 1h, ping-timeout = 1h, connect-timeout = 10m, ack-timeout = 10m";

    private readonly Engine _engine;
    private readonly IActorRef _connections;

    /// <param name="system">The actor system, which has no server yet.</param>
    /// <param name="settings">Settings as in <c>akka.socket-io</c>.</param>
    /// <param name="add">Adds services of the application.</param>
    public TestServer(ActorSystem system, string settings = "", Action<IServiceCollection>? add = null)
    {
        var collection = new ServiceCollection().AddMetrics();
        add?.Invoke(collection);
        var services = collection.BuildServiceProvider();
        var read = SocketIoSettings.Read(ConfigurationFactory.ParseString($"{Defaults}\n{settings}"));
        var metrics = new SocketIoMetrics(services.GetRequiredService<IMeterFactory>());
        Buffer = new NodeBuffer(read.Limits.MaxBufferedBytesTotal);
        SocketIoNode? node = null;
        Handshakes = new PendingHandshakes(read.Limits.MaxPendingHandshakes);
        var context = new EngineContext(
            read.ToEngineSettings(), host => new SocketsLayer(host, node!, Handshakes), Handshakes, Time, metrics, NullLogger.Instance);
        var actors = SocketIoActors.Start(system, context);
        Node = node = new SocketIoNode(read, SocketIoJson.CreateOptions(), Time, metrics, Buffer, new NoBinder(), services, NullLogger.Instance)
        {
            NamespacesActor = actors.Namespaces,
        };
        SocketIo.Get(system).Attach(node);
        Sessions = context;
        _connections = actors.Connections;
        _engine = new Engine(context, system, actors.Connections, Buffer);
    }

    public FakeTimeProvider Time { get; } = new();

    public NodeBuffer Buffer { get; }

    public PendingHandshakes Handshakes { get; }

    public SocketIoNode Node { get; }

    public EngineContext Sessions { get; }

    public Namespace Main => Node.Namespaces.Main;

    public Namespace Of(string name) => Node.Namespaces.Of(name);

    /// <summary>Opens a WebSocket connection; it has read the open packet and joined nothing.</summary>
    /// <param name="buffer">Bytes between client and server in each direction.</param>
    public async Task<TestClient> OpenAsync(int buffer = 16 * 1024)
    {
        var (clientEnd, serverEnd) = DuplexPipe.Create(buffer);
        var frames = new CoalescingStream(serverEnd);
        var handshake = new EngineHandshake
        {
            Headers = new Dictionary<string, string>(),
            Query = new Dictionary<string, string> { ["EIO"] = "4" },
            Url = "/socket.io/?EIO=4&transport=websocket",
            RemoteAddress = IPAddress.Loopback,
            User = new ClaimsPrincipal(),
        };
        var session = await _engine.OpenAsync(null, handshake, TransportKind.WebSocket, default) ?? throw new InvalidOperationException("refused");
        var server = WebSocket.CreateFromStream(frames, new WebSocketCreationOptions { IsServer = true });
        var link = new WebSocketLink(server, frames, session, _engine.Settings, Time);
        session.Attach(link);
        _ = ConnectionGraph.RunAsync(link, _engine.Materializer);
        var client = new TestClient(WebSocket.CreateFromStream(clientEnd, new WebSocketCreationOptions { IsServer = false }), session, link);
        Assert.StartsWith("0{", await client.ReceiveAsync());
        return client;
    }

    /// <summary>Opens a connection that has joined a namespace.</summary>
    public async Task<TestClient> ConnectAsync(string nsp = "/", int buffer = 16 * 1024)
    {
        var client = await OpenAsync(buffer);
        await client.JoinAsync(nsp);
        return client;
    }

    /// <summary>Completes when what the clock has set off has reached a connection.</summary>
    public async Task SettleAsync(TestClient client)
    {
        await _connections.Ask<ActorIdentity>(new Identify(null), TimeSpan.FromSeconds(20));
        await client.Session.Actor.Ask<ActorIdentity>(new Identify(null), TimeSpan.FromSeconds(20));
    }

    // Delegates with typed parameters are the business of the floor above.
    private sealed class NoBinder : IHandlerBinder
    {
        public Handler Bind(Delegate handler, bool once) => throw new NotSupportedException();

        public Func<ISocket, Task> BindConnection(Delegate handler) => throw new NotSupportedException();
    }
}
