namespace AkkaSocketIo.LoadGenerator;

/// <summary>What the peers say to each other over an open WebSocket, as constant texts with a number in them.</summary>
internal abstract class Protocol
{
    /// <summary>A broadcast's payload begins with a number of so many digits, by which lost and doubled ones are found.</summary>
    public const int SequenceDigits = 10;

    protected Protocol(Scenario scenario, int payload)
    {
        Scenario = scenario;
        Payload = new string('x', payload);
        Filler = new string('x', Math.Max(0, payload - SequenceDigits));
    }

    /// <summary>The target of the upgrade request.</summary>
    public abstract string Path { get; }

    /// <summary>Messages that belong to no scenario, such as another event.</summary>
    public long Others { get; protected set; }

    protected Scenario Scenario { get; }

    protected string Payload { get; }

    protected string Filler { get; }

    public static Protocol Create(string name, Scenario scenario, int payload) => name switch
    {
        "raw" => new RawProtocol(scenario, payload),
        "sio" => new SocketIoProtocol(scenario, payload),
        "hub" => new HubProtocol(scenario, payload),
        _ => throw new UsageException($"unknown protocol '{name}'"),
    };

    /// <summary>The WebSocket is open: begins the protocol's own handshake, which ends with <see cref="Connection.Ready"/>.</summary>
    public abstract void OnOpen(Connection connection);

    public abstract void OnMessage(Connection connection, ReadOnlySpan<byte> message);

    public abstract void SendEcho(Connection connection, long number);

    public abstract void SendBroadcast(Connection connection, long number);
}
