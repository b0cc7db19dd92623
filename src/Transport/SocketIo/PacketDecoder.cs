namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// Makes Engine.IO messages into Socket.IO packets. It belongs to the session and not to a transport: the head of a
/// binary packet may come by polling and its attachments by the WebSocket that follows.
/// </summary>
internal sealed class PacketDecoder(ParserLimits limits)
{
    private string _lastNamespace = "/";
    private int _received;
    private long _receivedBytes;

    /// <summary>The packet whose attachments are still to come.</summary>
    public SocketIoPacket? Unfinished { get; private set; }

    /// <summary>Takes the next message; null when its packet is not complete.</summary>
    /// <exception cref="PacketException">The message fits nowhere.</exception>
    public SocketIoPacket? Add(ReadOnlyMemory<byte> data, bool isBinary) => isBinary ? AddAttachment(data) : AddText(data);

    private SocketIoPacket? AddText(ReadOnlyMemory<byte> text)
    {
        if (Unfinished is not null)
        {
            throw new PacketException(PacketError.TextWhileReconstructing, "got plaintext data when reconstructing a packet");
        }

        var packet = JsonParser.Parse(text, limits, _lastNamespace);
        _lastNamespace = packet.Namespace;
        if (packet.Attachments.Length == 0)
        {
            return packet;
        }

        Unfinished = packet;
        _received = 0;
        _receivedBytes = 0;
        return null;
    }

    private SocketIoPacket? AddAttachment(ReadOnlyMemory<byte> data)
    {
        if (Unfinished is not { } packet)
        {
            throw new PacketException(PacketError.UnexpectedBinary, "got binary data when not reconstructing a packet");
        }

        _receivedBytes += data.Length;
        if (_receivedBytes > limits.MaxAttachmentsBytes)
        {
            throw new PacketException(PacketError.AttachmentsTooLarge, "attachments too large");
        }

        packet.Attachments[_received++] = data;
        if (_received < packet.Attachments.Length)
        {
            return null;
        }

        Unfinished = null;
        return packet;
    }
}
