using System.Diagnostics.Metrics;
using System.Security.Claims;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using AkkaSocketIo.Actors.Connections;
using AkkaSocketIo.Transport;
using AkkaSocketIo.Transport.Streams;
using AkkaSocketIo.Transport.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AkkaSocketIo.Actors.Tests.Connections;

/// <summary>Sessions that cannot be opened leave nothing behind.</summary>
public class OpeningTests : TestKit
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly PendingHandshakes _handshakes = new(10);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OneWhoseActorFailsIsOver(bool isMade)
    {
        var (engine, context) = Create(host => isMade ? new Layer(host, _handshakes, fails: true) : throw new InvalidOperationException("no layer"));
        var session = await engine.OpenAsync(null, Handshake(), TransportKind.Polling, default);
        await session!.Ended.WaitAsync(s_patience);
        await session.Stopped.WaitAsync(s_patience);
        Assert.Empty(context.Sessions);
        Assert.Equal(0, _handshakes.Count);
        Assert.True(session.HasEnded);
        await engine.CloseAsync(default).WaitAsync(s_patience);
    }

    [Fact]
    public async Task AnIdThatIsRefusedLaterGivesItsPlaceBack()
    {
        var (engine, _) = Create(host => new Layer(host, _handshakes, fails: false));
        await engine.OpenAsync("taken", Handshake(), TransportKind.Polling, default);
        await Assert.ThrowsAsync<SessionIdInUseException>(() => engine.OpenAsync("taken", Handshake(), TransportKind.Polling, default).AsTask());
        Assert.Equal(1, _handshakes.Count);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => engine.OpenAsync("taken", Handshake(), TransportKind.Polling, new CancellationToken(canceled: true)).AsTask());
        await engine.OpenAsync("another", Handshake(), TransportKind.Polling, default);
        Assert.Equal(2, _handshakes.Count);
    }

    private (Engine Engine, EngineContext Context) Create(Func<ISessionHost, ISessionLayer> createLayer)
    {
        var metrics = new SocketIoMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
        var context = new EngineContext(SocketIoSettings.Read(Akka.Configuration.ConfigurationFactory.Empty).ToEngineSettings(), createLayer, _handshakes, new FakeTimeProvider(), metrics, NullLogger.Instance);
        var connections = Sys.ActorOf(Props.Create(() => new ConnectionsActor(context)), "connections");
        return (new Engine(context, Sys, connections, new NodeBuffer(long.MaxValue)), context);
    }

    private static EngineHandshake Handshake() => new()
    {
        Headers = new Dictionary<string, string>(),
        Query = new Dictionary<string, string> { ["EIO"] = "4" },
        Url = "/",
        User = new ClaimsPrincipal(),
    };

    private sealed class Layer(ISessionHost host, PendingHandshakes handshakes, bool fails) : ISessionLayer
    {
        public long Deadline => long.MaxValue;

        public bool IsDone => true;

        public void OnOpen()
        {
            if (fails)
            {
                throw new InvalidOperationException($"{host.Session.Id} cannot be opened");
            }
        }

        public void OnEnding(CloseReason reason) => handshakes.End();

        public void OnPost(IReadOnlyDictionary<string, string>? headers)
        {
        }

        public void OnMessage(InboundPacket message)
        {
        }

        public void OnClosed(CloseReason reason)
        {
        }

        public void OnDeadline(long now)
        {
        }

        public bool Accepts(IActorRef sender) => true;

        public bool TryReceive(object message) => false;
    }
}
