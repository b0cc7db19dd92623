using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AkkaSocketIo.Transport.Telemetry;

/// <summary>The instruments of the meter <c>AkkaSocketIo</c>. Attributes hold no text that a client chose.</summary>
internal sealed class SocketIoMetrics
{
    public const string MeterName = "AkkaSocketIo";

    private static readonly KeyValuePair<string, object?> s_in = new("socketio.direction", "in");
    private static readonly KeyValuePair<string, object?> s_out = new("socketio.direction", "out");
    private static readonly KeyValuePair<string, object?> s_eio3 = new("socketio.eio", 3);
    private static readonly KeyValuePair<string, object?> s_eio4 = new("socketio.eio", 4);

    // Without advice the bounds are those for milliseconds: everything would fall into the first bucket.
    private static readonly InstrumentAdvice<double> s_lifetime = new() { HistogramBucketBoundaries = [0.1, 1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400] };
    private static readonly InstrumentAdvice<double> s_run =
        new() { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };
    private static readonly InstrumentAdvice<long> s_receivers = new() { HistogramBucketBoundaries = [0, 1, 2, 5, 10, 25, 50, 100, 500, 1000, 5000, 10_000] };

    public SocketIoMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        Connections = meter.CreateUpDownCounter<long>("socketio.server.active_connections", "{connection}", "Open Engine.IO sessions.");
        ConnectionDuration = meter.CreateHistogram<double>("socketio.server.connection.duration", "s", "How long sessions lasted.", advice: s_lifetime);
        RequestsRejected = meter.CreateCounter<long>("socketio.server.requests.rejected", "{request}", "Requests refused before a session took them.");
        Sockets = meter.CreateUpDownCounter<long>("socketio.server.active_sockets", "{socket}", "Connected Socket.IO sockets.");
        Disconnects = meter.CreateCounter<long>("socketio.server.disconnects", "{socket}", "Sockets that ended.");
        Packets = meter.CreateCounter<long>("socketio.server.packets", "{packet}", "Engine.IO messages.");
        Bytes = meter.CreateCounter<long>("socketio.server.bytes", "By", "Bytes of Engine.IO messages.");
        ProtocolErrors = meter.CreateCounter<long>("socketio.server.protocol_errors", "{error}", "Connections ended for what the client sent.");
        HandlerDuration = meter.CreateHistogram<double>("socketio.server.handler.duration", "s", "How long handlers ran.", advice: s_run);
        HandlerWaiting = meter.CreateUpDownCounter<long>("socketio.server.handler.waiting", "{event}", "Events that wait for their handler.");
        ReadsPaused = meter.CreateCounter<long>("socketio.server.reads.paused", "{pause}", "Times that a connection was not read for want of credit.");
        VolatileDropped = meter.CreateCounter<long>("socketio.server.volatile.dropped", "{packet}", "Volatile packets that were dropped because their connection was busy.");
        OutboxOverflows = meter.CreateCounter<long>("socketio.server.outbox.overflows", "{connection}", "Connections closed because their client did not read.");
        AcksTimedOut = meter.CreateCounter<long>("socketio.server.acks.timed_out", "{ack}", "Awaited acknowledgements that did not come in time.");
        meter.CreateObservableUpDownCounter("socketio.server.outbox.size", () => OutboxBytes?.Invoke() ?? 0, "By", "Bytes that wait to be sent on all connections.");
        BroadcastReceivers = meter.CreateHistogram<long>("socketio.server.broadcast.receivers", "{socket}", "Sockets that a broadcast reached.", advice: s_receivers);
        Recoveries = meter.CreateCounter<long>("socketio.server.recoveries", "{session}", "Clients that asked for their former sessions.");
    }

    /// <summary>Where the bytes are counted that wait to be sent.</summary>
    public Func<long>? OutboxBytes { get; set; }

    public UpDownCounter<long> Connections { get; }
    public Histogram<double> ConnectionDuration { get; }
    public Counter<long> RequestsRejected { get; }
    public UpDownCounter<long> Sockets { get; }
    public Counter<long> Disconnects { get; }
    public Counter<long> Packets { get; }
    public Counter<long> Bytes { get; }
    public Counter<long> ProtocolErrors { get; }
    public Histogram<double> HandlerDuration { get; }
    public UpDownCounter<long> HandlerWaiting { get; }
    public Counter<long> ReadsPaused { get; }
    public Counter<long> VolatileDropped { get; }
    public Counter<long> OutboxOverflows { get; }
    public Counter<long> AcksTimedOut { get; }
    public Counter<long> Recoveries { get; }
    public Histogram<long> BroadcastReceivers { get; }

    /// <summary>A client asked for its former session.</summary>
    public void Recovered(string nsp, string result) => Recoveries.Add(
        1, new KeyValuePair<string, object?>("socketio.namespace", nsp), new KeyValuePair<string, object?>("socketio.recovery.result", result));

    public void Opened(TransportKind transport, int eio) => Connections.Add(1, Transport(transport), Revision(eio));

    public void Upgraded(int eio)
    {
        Connections.Add(-1, Transport(TransportKind.Polling), Revision(eio));
        Connections.Add(1, Transport(TransportKind.WebSocket), Revision(eio));
    }

    public void Closed(TransportKind transport, int eio, CloseReason reason, TimeSpan duration)
    {
        Connections.Add(-1, Transport(transport), Revision(eio));
        if (ErrorOf(reason) is { } error)
        {
            ProtocolError(error);
        }

        ConnectionDuration.Record(duration.TotalSeconds, Transport(transport), new KeyValuePair<string, object?>("socketio.close.reason", reason.Name));
    }

    /// <summary>A client sent what ends its connection. The type is one of ours, never what the client sent.</summary>
    public void ProtocolError(string type) => ProtocolErrors.Add(1, new KeyValuePair<string, object?>("error.type", type));

    public void Received(TransportKind transport, int bytes) => Count(s_in, transport, 1, bytes);

    public void Sent(TransportKind transport, int packets, int bytes) => Count(s_out, transport, packets, bytes);

    /// <summary>A handler ran. The event's name is one that is registered, never what a client made up.</summary>
    public void RecordHandler(TimeSpan duration, string nsp, string eventName, Exception? failure)
    {
        var tags = new TagList { { "socketio.namespace", nsp }, { "socketio.event", eventName } };
        if (failure is not null)
        {
            tags.Add("error.type", failure.GetType().FullName);
        }

        HandlerDuration.Record(duration.TotalSeconds, tags);
    }

    private void Count(KeyValuePair<string, object?> direction, TransportKind transport, int packets, int bytes)
    {
        if (Packets.Enabled)
        {
            Packets.Add(packets, direction, Transport(transport));
        }

        if (Bytes.Enabled)
        {
            Bytes.Add(bytes, direction, Transport(transport));
        }
    }

    private static string? ErrorOf(CloseReason reason) => reason switch
    {
        { Name: CloseReason.ParseError } => "ParseError",
        { Name: CloseReason.InboundOverflow } => "InboundOverflow",
        { Description: CloseReason.MaxPayloadExceeded } => "MessageTooLarge",
        _ => null,
    };

    private static KeyValuePair<string, object?> Revision(int eio) => eio == 3 ? s_eio3 : s_eio4;

    private static KeyValuePair<string, object?> Transport(TransportKind transport) => new("socketio.transport", transport.Name());
}
