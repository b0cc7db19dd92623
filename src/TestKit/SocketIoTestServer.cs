using System.Net.WebSockets;
using Akka.Actor;
using AkkaSocketIo.Server.Hosting;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.Streams;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo;

/// <summary>
/// A Socket.IO server without a network, for tests of handlers, namespaces and handler actors: clients connect within the
/// process and speak the real protocol (https://socket.io/docs/v4/socket-io-protocol/). Its clock stands still until
/// <see cref="Time"/> is told to go on, so no timeout passes by itself.
/// </summary>
public sealed class SocketIoTestServer : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly EngineNode _node;

    private SocketIoTestServer(ActorSystem? system, Action<SocketIoOptions>? configure, Action<IServiceCollection>? addServices)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSocketIo(system, options =>
        {
            options.TimeProvider = Time;
            configure?.Invoke(options);
        });
        addServices?.Invoke(services);
        _services = services.BuildServiceProvider();
        try
        {
            _node = _services.GetRequiredService<EngineNode>();
            Io = _services.GetRequiredService<SocketIoServer>();
        }
        catch (Exception)
        {
            _services.Dispose();
            throw;
        }
    }

    /// <summary>The server, as an application gets it from <c>MapSocketIo().Server</c>.</summary>
    public SocketIoServer Io { get; }

    /// <summary>What handlers get their services from.</summary>
    public IServiceProvider Services => _services;

    /// <summary>The server's clock: <c>Time.Advance(…)</c> lets its timeouts pass.</summary>
    public FakeTimeProvider Time { get; } = new();

    /// <summary>Starts a server in an actor system of its own, which ends with it.</summary>
    /// <param name="configure">Options, as in <c>AddSocketIo</c>.</param>
    /// <param name="addServices">Services for handlers.</param>
    /// <exception cref="SocketIoConfigurationException">A setting is wrong.</exception>
    public static SocketIoTestServer Start(Action<SocketIoOptions>? configure = null, Action<IServiceCollection>? addServices = null) =>
        new(null, configure, addServices);

    /// <summary>Starts a server in a given actor system, such as the <c>Sys</c> of a TestKit, which has none yet and which stays.</summary>
    /// <inheritdoc cref="Start(Action{SocketIoOptions}?, Action{IServiceCollection}?)"/>
    public static SocketIoTestServer StartIn(ActorSystem system, Action<SocketIoOptions>? configure = null, Action<IServiceCollection>? addServices = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        return new(system, configure, addServices);
    }

    /// <summary>Opens a connection and connects to a namespace.</summary>
    /// <param name="nsp">The namespace.</param>
    /// <param name="auth">What the client says of itself: an object, written as JSON.</param>
    /// <param name="handshake">The first request of the connection.</param>
    /// <exception cref="ConnectRefusedException">A middleware has refused, or there is no such namespace.</exception>
    public async Task<SocketIoTestClient> ConnectAsync(string nsp = "/", object? auth = null, TestHandshake? handshake = null)
    {
        var connection = await OpenAsync(handshake).ConfigureAwait(false);
        try
        {
            return await connection.ConnectAsync(nsp, auth).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Nobody else can.
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens a connection that has joined no namespace yet.</summary>
    /// <exception cref="InvalidOperationException">The server takes no connections any more.</exception>
    public async Task<SocketIoTestConnection> OpenAsync(TestHandshake? handshake = null)
    {
        var engine = _node.SocketIoEngine;
        var session = await engine.OpenAsync(null, (handshake ?? new TestHandshake()).ToEngineHandshake(Time), TransportKind.WebSocket, default).ConfigureAwait(false)
            ?? throw new InvalidOperationException("The server takes no connections: it is closed, or max-pending-handshakes is reached.");
        var (near, far) = DuplexPipe.Create();
        var socket = WebSocket.CreateFromStream(far, new WebSocketCreationOptions { IsServer = true });
        var link = new WebSocketLink(socket, null, session, engine.Settings, Time);
        session.Attach(link);
        _ = ConnectionGraph.RunAsync(link, engine.Materializer);
        return new SocketIoTestConnection(WebSocket.CreateFromStream(near, new WebSocketCreationOptions()), link, _node.SocketIo);
    }

    /// <summary>
    /// Closes the server: its clients are disconnected, and their handlers have run when this returns. Handlers that do not end
    /// are not waited for longer than 10 s.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        // By a real clock: the server's own stands still.
        using var patience = new CancellationTokenSource(Patience.Limit);
        await Io.CloseAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _services.DisposeAsync().ConfigureAwait(false);
    }
}
