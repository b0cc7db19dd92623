namespace AkkaSocketIo.LoadGenerator;

/// <summary>Socket.IO revision 5 on Engine.IO 4, WebSocket only, main namespace.</summary>
internal sealed class SocketIoProtocol : Protocol
{
    private readonly NumberedText _event;
    private readonly NumberedText _ack;
    private readonly NumberedText _broadcast;

    public SocketIoProtocol(Scenario scenario, int payload)
        : base(scenario, payload)
    {
        _event = new NumberedText("42", $"""["echo","{Payload}"]""");
        _ack = new NumberedText("43", $"""["{Payload}"]""");
        _broadcast = new NumberedText("42[\"bcast\",\"", $"{Filler}\"]", SequenceDigits);
    }

    public override string Path => "/socket.io/?EIO=4&transport=websocket";

    public override void OnOpen(Connection connection)
    {
        // The server speaks first.
    }

    public override void OnMessage(Connection connection, ReadOnlySpan<byte> message)
    {
        if (message.StartsWith("43"u8)) Scenario.OnEcho(connection, _ack.Read(message));
        else if (_broadcast.StartsLike(message)) Scenario.OnBroadcast(connection, _broadcast.Read(message));
        else if (message.StartsWith("42"u8)) Others++;
        else if (message.SequenceEqual("2"u8)) connection.Send("3"u8);
        else if (message.StartsWith("0{"u8)) connection.Send("40"u8);
        else if (message.StartsWith("40{"u8)) connection.Ready();
        else throw ProtocolException.Unexpected(message);
    }

    public override void SendEcho(Connection connection, long number) => _event.Send(connection, number);

    public override void SendBroadcast(Connection connection, long number) => _broadcast.Send(connection, number);
}
