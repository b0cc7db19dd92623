using System.Text;

namespace AkkaSocketIo.LoadGenerator;

/// <summary>A bare WebSocket echo: the floor that no protocol on top of it can go below.</summary>
internal sealed class RawProtocol(Scenario scenario, int payload) : Protocol(scenario, payload)
{
    private readonly byte[] _payload = Encoding.UTF8.GetBytes(new string('x', payload));

    public override string Path => "/raw";

    public override void OnOpen(Connection connection)
    {
        connection.Expected = 0;
        connection.Ready();
    }

    public override void OnMessage(Connection connection, ReadOnlySpan<byte> message)
    {
        if (!message.SequenceEqual(_payload)) throw ProtocolException.Unexpected(message);
        Scenario.OnEcho(connection, connection.Expected++);
    }

    public override void SendEcho(Connection connection, long number) => connection.Send(_payload);

    public override void SendBroadcast(Connection connection, long number) =>
        throw new UsageException("the bare echo has no broadcast");
}
