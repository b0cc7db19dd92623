namespace AkkaSocketIo;

/// <summary>
/// What a packet is on the wire: a text message, binary messages, or a text message and then binary ones. They are sent
/// together, with nothing between them.
/// </summary>
public sealed class PacketMessages
{
    /// <summary>The text message, in UTF-8 and without U+001E, which separates the messages of polling; null if there is none.</summary>
    public ReadOnlyMemory<byte>? Text { get; init; }

    /// <summary>The binary messages, which follow the text.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Binary { get; init; } = [];
}
