using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using AkkaSocketIo.Transport.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace AkkaSocketIo.Server.Tests.Telemetry;

public class MetricsTests
{
    private static readonly TimeSpan s_patience = IoServer.Patience;

    [Fact]
    public void TheManualListsTheInstruments()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        var seen = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory))
            {
                seen.Add($"{instrument.Name} {KindOf(instrument)} {instrument.Unit}");
            }
        };
        listener.Start();
        _ = new SocketIoMetrics(factory);
        Assert.Equal(
            seen.Order(StringComparer.Ordinal),
            Manual.Table("| instrument | kind | unit | attributes |").Select(r => $"{r[0]} {r[1]} {r[2]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ASessionIsCountedByItsTransportAndRevision()
    {
        await using var server = await IoServer.StartAsync();
        using var active = server.Collect("active_connections");
        using var durations = Collect<double>(server, "connection.duration");
        await using (var client = await server.ConnectAsync(Mode.Upgraded))
        {
            await client.CloseAsync();
        }

        await active.WaitForMeasurementsAsync(4, s_patience);
        Assert.Equal(
            ["1 polling 4", "-1 polling 4", "1 websocket 4", "-1 websocket 4"],
            active.GetMeasurementSnapshot().Select(m => $"{m.Value} {m.Tags["socketio.transport"]} {m.Tags["socketio.eio"]}"));
        await durations.WaitForMeasurementsAsync(1, s_patience);
        var duration = Assert.Single(durations.GetMeasurementSnapshot());
        Assert.Equal(["socketio.close.reason", "socketio.transport"], duration.Tags.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("websocket", "transport close"), (duration.Tags["socketio.transport"], duration.Tags["socketio.close.reason"]));
        Assert.InRange(duration.Value, 0, s_patience.TotalSeconds);
    }

    [Fact]
    public async Task AHandlerIsMeasuredUnderTheNameThatIsRegisteredAndThePatternOfItsNamespace()
    {
        await using var server = await IoServer.StartAsync();
        using var runs = Collect<double>(server, "handler.duration");
        using var sockets = server.Collect("active_sockets");
        using var disconnects = server.Collect("disconnects");
        using var receivers = server.Collect("broadcast.receivers");
        server.Io.Of(new Regex("^/t-\\d+$", RegexOptions.NonBacktracking))
            .On("good", (ISocket socket) => socket.Namespace.Emit("to-all"))
            .On("bad", async Task () =>
            {
                await Task.Yield();
                throw new InvalidOperationException("failed");
            });
        await using var client = await server.ConnectAsync(nsp: "/t-7");
        await client.SendAsync("42/t-7,[\"made-up-by-the-client\"]", "42/t-7,[\"good\"]", "42/t-7,[\"bad\"]");
        await client.ExpectAsync("42/t-7,[\"to-all\"]");
        await client.SendAsync("41/t-7,");
        await disconnects.WaitForMeasurementsAsync(1, s_patience);
        await runs.WaitForMeasurementsAsync(2, s_patience);
        Assert.Equal(
            ["good ^/t-\\d+$ ", "bad ^/t-\\d+$ System.InvalidOperationException"],
            runs.GetMeasurementSnapshot().Select(m => $"{m.Tags["socketio.event"]} {m.Tags["socketio.namespace"]} {m.Tags.GetValueOrDefault("error.type")}"));
        Assert.Equal([1, -1], sockets.GetMeasurementSnapshot().Select(m => m.Value));
        Assert.All(sockets.GetMeasurementSnapshot(), m => Assert.Equal("^/t-\\d+$", Assert.Single(m.Tags).Value));
        var left = await disconnects.TheOneAsync();
        Assert.Equal(("^/t-\\d+$", "client namespace disconnect"), (left.Tags["socketio.namespace"], left.Tags["socketio.disconnect.reason"]));
        var broadcast = await receivers.TheOneAsync();
        Assert.Equal((1, "^/t-\\d+$"), (broadcast.Value, broadcast.Tags["socketio.namespace"]));
    }

    [Theory]
    [InlineData(Mode.Polling, "polling")]
    [InlineData(Mode.WebSocket, "websocket")]
    public async Task PacketsAndBytesAreCountedByDirectionAndTransport(Mode mode, string transport)
    {
        await using var server = await IoServer.StartAsync();
        server.Io.On("echo", (string text) => text);
        using var packets = server.Collect("packets");
        using var bytes = server.Collect("bytes");
        await using var client = await server.ConnectAsync(mode);
        await bytes.WaitForAsync("out", 1);
        packets.Clear();
        bytes.Clear();
        await client.SendAsync("421[\"echo\",\"hello\"]");
        await client.ExpectAsync("431[\"hello\"]");
        await bytes.WaitForAsync("out", 1);
        Assert.Equal([$"1 in {transport}", $"1 out {transport}"], Described(packets));
        Assert.Equal([$"12 out {transport}", $"19 in {transport}"], Described(bytes));
    }

    [Fact]
    public async Task WhatWaitsIsCounted()
    {
        await using var server = await IoServer.StartAsync(o => o.InboundWindow = 2);
        using var waiting = server.Collect("handler.waiting");
        using var paused = server.Collect("reads.paused");
        using var outbox = server.Collect("outbox.size");
        var held = new TaskCompletionSource();
        server.Io.On("hold", () => held.Task);
        await using var client = await server.ConnectAsync();
        await client.SendAsync("42[\"hold\"]", "42[\"hold\"]", "42[\"hold\"]");
        Assert.Equal(1, (await paused.TheOneAsync()).Value);
        Assert.Equal(1, (await waiting.TheOneAsync()).Value);
        held.SetResult();
        await waiting.WaitForMeasurementsAsync(2, s_patience);
        Assert.Equal(-1, waiting.GetMeasurementSnapshot()[1].Value);

        await using var silent = await PollingClient.OpenAsync(server);
        var id = await server.JoinAsync(silent);
        server.Io.To(id).Emit("e", new string('x', 1000));
        outbox.RecordObservableInstruments();
        Assert.InRange(outbox.LastMeasurement!.Value, 1000, 1100);
    }

    private static MetricCollector<T> Collect<T>(IoServer server, string instrument)
        where T : struct =>
        new(server.Services.GetRequiredService<IMeterFactory>(), "AkkaSocketIo", "socketio.server." + instrument);

    private static IEnumerable<string> Described(MetricCollector<long> collector) =>
        collector.GetMeasurementSnapshot().Select(m => $"{m.Value} {m.Tags["socketio.direction"]} {m.Tags["socketio.transport"]}").Order(StringComparer.Ordinal);

    private static string KindOf(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        return type.Contains("UpDownCounter", StringComparison.Ordinal) ? "up-down counter"
            : type.Contains("Histogram", StringComparison.Ordinal) ? "histogram"
            : "counter";
    }
}
