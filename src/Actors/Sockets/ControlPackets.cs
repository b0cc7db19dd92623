using System.Buffers;
using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>The packets that the server sends on its own account.</summary>
internal static class ControlPackets
{
    public static EncodedPacket Connect(PacketCodec codec, string nsp, string id)
    {
        var payload = new ArrayBufferWriter<byte>(48);
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteString("sid"u8, id);
            json.WriteEndObject();
        }

        return Plain(codec, SocketIoPacketType.Connect, nsp, payload.WrittenSpan);
    }

    public static EncodedPacket Disconnect(PacketCodec codec, string nsp) => Plain(codec, SocketIoPacketType.Disconnect, nsp, default);

    /// <summary>Why a CONNECT is refused: <c>{"message":…,"data":…}</c>.</summary>
    public static EncodedPacket ConnectError(SocketIoNode node, string nsp, string message, object? data)
    {
        var options = node.Json;
        var payload = new ArrayBufferWriter<byte>(64);
        using (var json = new Utf8JsonWriter(payload, new JsonWriterOptions { Encoder = options.Encoder, MaxDepth = options.MaxDepth }))
        {
            WriteError(json, message, data, options);
        }

        return Plain(node.Parser, SocketIoPacketType.ConnectError, nsp, payload.WrittenSpan);
    }

    public static void WriteError(Utf8JsonWriter json, string message, object? data, JsonSerializerOptions options)
    {
        json.WriteStartObject();
        json.WriteString("message"u8, message);
        if (data is not null)
        {
            json.WritePropertyName("data"u8);
            JsonSerializer.Serialize(json, data, data.GetType(), options);
        }

        json.WriteEndObject();
    }

    private static EncodedPacket Plain(PacketCodec codec, SocketIoPacketType type, string nsp, ReadOnlySpan<byte> payload) =>
        codec.Encode(type, nsp, SocketIoPacket.NoId, payload, [], copyAttachments: false);
}
