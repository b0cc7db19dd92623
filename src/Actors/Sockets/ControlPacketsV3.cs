using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>Those of them that clients of Engine.IO revision 3 know in an older form.</summary>
internal static class ControlPacketsV3
{
    /// <summary>Without an id: the client works it out from that of its connection.</summary>
    public static EncodedPacket Connect(string nsp) => PacketWriter.Plain(SocketIoPacketType.Connect, nsp, default);

    /// <summary>Why a middleware refuses: its data, or else its message.</summary>
    public static EncodedPacket Refusal(string nsp, string message, object? data, JsonSerializerOptions options)
    {
        var payload = data is null ? JsonSerializer.SerializeToUtf8Bytes(message, options) : JsonSerializer.SerializeToUtf8Bytes(data, data.GetType(), options);
        return PacketWriter.Plain(SocketIoPacketType.ConnectError, nsp, payload);
    }
}
