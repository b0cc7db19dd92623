namespace AkkaSocketIo;

/// <summary>
/// A client has sent what is no packet. Thrown by an <see cref="IPacketDecoder"/>: the client's connection is closed, and the
/// message is logged.
/// </summary>
public sealed class PacketException : Exception
{
    /// <param name="message">What is wrong, for the log.</param>
    /// <param name="isLimit">Whether it is a packet that exceeds a limit: the reason of the end is then <c>limit exceeded</c>.</param>
    public PacketException(string message, bool isLimit = false)
        : this(isLimit ? PacketError.LimitExceeded : PacketError.Refused, message)
    {
    }

    internal PacketException(PacketError error, string message, Exception? inner = null)
        : base(message, inner) => Error = error;

    /// <summary>Whether a limit is exceeded.</summary>
    public bool IsLimit => Error is PacketError.TooManyAttachments or PacketError.AttachmentsTooLarge or PacketError.EventNameTooLong
        or PacketError.TooDeep or PacketError.NamespaceTooLong or PacketError.LimitExceeded;

    internal PacketError Error { get; }
}

/// <summary>Why a packet was refused; the name is the metric's <c>error.type</c>.</summary>
internal enum PacketError
{
    UnknownType,
    IllegalAttachments,
    TooManyAttachments,
    AttachmentsTooLarge,
    InvalidPayload,
    InvalidNamespace,
    InvalidId,
    EventNameTooLong,
    NamespaceTooLong,
    TooDeep,
    TextWhileReconstructing,
    UnexpectedText,
    UnexpectedBinary,

    /// <summary>The user's parser said so.</summary>
    Refused,

    /// <summary>The same, of a limit.</summary>
    LimitExceeded,

    /// <summary>The user's parser threw something else.</summary>
    ParserFailed,
}
