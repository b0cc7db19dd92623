using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>Those of them that clients of Engine.IO revision 3 know in an older form.</summary>
internal static class ControlPacketsV3
{
    /// <summary>Without an id: the client works it out from that of its connection.</summary>
    public static EncodedPacket Connect(PacketCodec codec, string nsp) =>
        codec.Encode(SocketIoPacketType.Connect, nsp, SocketIoPacket.NoId, default, [], copyAttachments: false);

    /// <summary>Why a middleware refuses: its data, or else its message.</summary>
    public static EncodedPacket Refusal(SocketIoNode node, string nsp, string message, object? data)
    {
        var why = data ?? message;
        var payload = JsonSerializer.SerializeToUtf8Bytes(why, why.GetType(), node.Json);
        return node.Parser.Encode(SocketIoPacketType.ConnectError, nsp, SocketIoPacket.NoId, payload, [], copyAttachments: false);
    }
}
