using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo;

/// <summary>The parsers that are there. They can stand inside a parser of one's own, one that compresses say.</summary>
public static class PacketParsers
{
    /// <summary>JSON with attachments: the default of all clients. Its name in settings is <c>json</c>.</summary>
    public static IPacketParser Json => JsonCodec.Instance;

    /// <summary>
    /// MessagePack in the form of <c>socket.io-msgpack-parser</c>: one binary message for each packet, binary values
    /// included. Its name in settings is <c>msgpack</c>.
    /// </summary>
    public static IPacketParser MessagePack => MessagePackCodec.Instance;
}
