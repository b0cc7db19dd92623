namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// Makes Engine.IO messages into Socket.IO packets. It belongs to the session and not to a transport: the head of a
/// binary packet may come by polling and its attachments by the WebSocket that follows.
/// </summary>
internal abstract class PacketDecoder
{
    /// <summary>The packet of which parts are still to come; null too where only the parser knows what it will be.</summary>
    public virtual SocketIoPacket? Unfinished => null;

    /// <summary>Takes the next message; null when its packet is not complete.</summary>
    /// <exception cref="PacketException">The message fits nowhere.</exception>
    public abstract SocketIoPacket? Add(ReadOnlyMemory<byte> data, bool isBinary);
}
