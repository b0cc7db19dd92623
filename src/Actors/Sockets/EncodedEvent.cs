using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>Reads what was encoded here: for listeners, and for events that a middleware has changed.</summary>
internal static class EncodedEvent
{
    // Not a client's packet: what the server writes itself is not measured by the limits for clients.
    private static readonly ParserLimits s_limits = new()
    {
        MaxAttachments = int.MaxValue,
        MaxAttachmentsBytes = long.MaxValue,
        MaxEventNameLength = int.MaxValue,
        MaxNamespaceLength = int.MaxValue,
        MaxJsonDepth = 1_000,
    };

    /// <summary>Whether it is an event, as acknowledgements and the protocol's own packets are not.</summary>
    public static bool Is(EncodedPacket packet) => packet.Text is [_, (byte)'2' or (byte)'5', ..];

    public static SocketIoPacket Decode(EncodedPacket packet)
    {
        var decoded = JsonParser.Parse(packet.Text.AsMemory(1), s_limits, "/");
        packet.Attachments.CopyTo(decoded.Attachments, 0);
        return decoded;
    }
}
