namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>The packet types of the Socket.IO protocol; the wire form is the digit.</summary>
internal enum SocketIoPacketType : byte
{
    Connect = 0,
    Disconnect = 1,
    Event = 2,
    Ack = 3,
    ConnectError = 4,
    BinaryEvent = 5,
    BinaryAck = 6,
}
