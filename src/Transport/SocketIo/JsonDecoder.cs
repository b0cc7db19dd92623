namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>Text with the number of binary messages that follow it as attachments.</summary>
internal sealed class JsonDecoder(ParserLimits limits) : PacketDecoder
{
    private string _lastNamespace = "/";
    private int _received;
    private long _receivedBytes;
    private SocketIoPacket? _unfinished;

    public override SocketIoPacket? Unfinished => _unfinished;

    public override SocketIoPacket? Add(ReadOnlyMemory<byte> data, bool isBinary) => isBinary ? AddAttachment(data) : AddText(data);

    private SocketIoPacket? AddText(ReadOnlyMemory<byte> text)
    {
        if (_unfinished is not null)
        {
            throw new PacketException(PacketError.TextWhileReconstructing, "got plaintext data when reconstructing a packet");
        }

        var packet = JsonParser.Parse(text, limits, _lastNamespace);
        _lastNamespace = packet.Namespace;
        if (packet.Attachments.Length == 0)
        {
            return packet;
        }

        _unfinished = packet;
        _received = 0;
        _receivedBytes = 0;
        return null;
    }

    private SocketIoPacket? AddAttachment(ReadOnlyMemory<byte> data)
    {
        if (_unfinished is not { } packet)
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

        _unfinished = null;
        return packet;
    }
}
