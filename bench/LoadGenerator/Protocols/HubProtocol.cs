namespace AkkaSocketIo.LoadGenerator;

/// <summary>SignalR's JSON protocol over a WebSocket without negotiation. A WebSocket message holds any number of records.</summary>
internal sealed class HubProtocol : Protocol
{
    private const byte RecordEnd = 0x1e;
    private readonly NumberedText _invocation;
    private readonly NumberedText _completion;
    private readonly NumberedText _broadcast;
    private readonly NumberedText _broadcasted;

    public HubProtocol(Scenario scenario, int payload)
        : base(scenario, payload)
    {
        _invocation = new NumberedText("{\"type\":1,\"invocationId\":\"", $"\",\"target\":\"Echo\",\"arguments\":[\"{Payload}\"]}}\x1e");
        _completion = new NumberedText("{\"type\":3,\"invocationId\":\"", $"\",\"result\":\"{Payload}\"}}");
        _broadcast = new NumberedText("{\"type\":1,\"target\":\"Bcast\",\"arguments\":[\"", $"{Filler}\"]}}\x1e", SequenceDigits);
        _broadcasted = new NumberedText("{\"type\":1,\"target\":\"bcast\",\"arguments\":[\"", $"{Filler}\"]}}");
    }

    public override string Path => "/hub";

    public override void OnOpen(Connection connection) => connection.Send("{\"protocol\":\"json\",\"version\":1}\x1e"u8);

    public override void OnMessage(Connection connection, ReadOnlySpan<byte> message)
    {
        while (!message.IsEmpty)
        {
            var end = message.IndexOf(RecordEnd);
            if (end < 0) throw ProtocolException.Unexpected(message);
            OnRecord(connection, message[..end]);
            message = message[(end + 1)..];
        }
    }

    public override void SendEcho(Connection connection, long number) => _invocation.Send(connection, number);

    public override void SendBroadcast(Connection connection, long number) => _broadcast.Send(connection, number);

    private void OnRecord(Connection connection, ReadOnlySpan<byte> record)
    {
        if (_completion.StartsLike(record)) Scenario.OnEcho(connection, _completion.Read(record));
        else if (_broadcasted.StartsLike(record)) Scenario.OnBroadcast(connection, _broadcasted.Read(record));
        else if (record.SequenceEqual("{}"u8)) connection.Ready();
        // A hub gives up a client that has been silent for 30 s, and pings it every 15 s.
        else if (record.SequenceEqual("{\"type\":6}"u8)) connection.Send("{\"type\":6}\x1e"u8);
        else if (record.StartsWith("{\"type\":1,"u8)) Others++;
        else throw ProtocolException.Unexpected(record);
    }
}
