namespace AkkaSocketIo;

/// <summary>
/// The types of packets (https://socket.io/docs/v4/socket-io-protocol/), with the numbers of the protocol. Whether a packet
/// has binary values is no type of its own here: see <see cref="Packet.Attachments"/>.
/// </summary>
public enum PacketType
{
    /// <summary>From a client: joins a namespace; the payload is its <c>auth</c>. From the server: it has joined.</summary>
    Connect = 0,

    /// <summary>Leaves a namespace. There is no payload.</summary>
    Disconnect = 1,

    /// <summary>An event; the payload is an array, the name first.</summary>
    Event = 2,

    /// <summary>Acknowledges an event; the payload is an array.</summary>
    Ack = 3,

    /// <summary>To a client: it may not join; the payload is an object or a string.</summary>
    ConnectError = 4,
}
