namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>Why a packet was refused; the name is the metric's <c>error.type</c>.</summary>
internal enum PacketError
{
    UnknownType,
    IllegalAttachments,
    TooManyAttachments,
    AttachmentsTooLarge,
    InvalidPayload,
    EventNameTooLong,
    NamespaceTooLong,
    TooDeep,
    TextWhileReconstructing,
    UnexpectedBinary,
}

/// <summary>The client sent what is no packet; its connection is closed.</summary>
internal sealed class PacketException(PacketError error, string message) : Exception(message)
{
    public PacketError Error { get; } = error;
}
