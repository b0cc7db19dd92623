using System.Buffers;
using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>The packets that the server sends on its own account.</summary>
internal static class ControlPackets
{
    /// <param name="codec">How packets look.</param>
    /// <param name="nsp">The namespace.</param>
    /// <param name="id">The socket's id.</param>
    /// <param name="pid">What the client names its session by when it comes back; null where it cannot.</param>
    public static EncodedPacket Connect(PacketCodec codec, string nsp, string id, string? pid = null)
    {
        var payload = new ArrayBufferWriter<byte>(80);
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteString("sid"u8, id);
            if (pid is not null)
            {
                json.WriteString("pid"u8, pid);
            }

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
