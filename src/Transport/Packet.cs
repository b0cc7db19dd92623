namespace AkkaSocketIo;

/// <summary>A Socket.IO packet between an <see cref="IPacketParser"/> and the server. Immutable.</summary>
public sealed class Packet
{
    /// <summary>What it is.</summary>
    public required PacketType Type { get; init; }

    /// <summary>Its namespace, with the slash in front.</summary>
    public required string Namespace { get; init; }

    /// <summary>
    /// The id of the acknowledgement that an event asks for, or that this is: from 0 to 2⁵³ − 1, or null.
    /// </summary>
    public long? Id { get; init; }

    /// <summary>
    /// JSON in UTF-8; empty if there is none. A binary value stands in it as <c>{"_placeholder":true,"num":0}</c>, where
    /// <c>num</c> is its place in <see cref="Attachments"/>.
    /// </summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The binary values.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Attachments { get; init; } = [];
}
