using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

internal static class PacketArguments
{
    /// <summary>Makes a value of one element of a packet; binary values are taken from its attachments.</summary>
    /// <exception cref="JsonException">It is no <typeparamref name="T"/>.</exception>
    public static T? Read<T>(SocketIoPacket packet, int element, JsonSerializerOptions json) =>
        Read<T>(packet.Payload.Span[packet.Elements[element]], packet.Attachments, json);

    /// <inheritdoc cref="Read{T}(SocketIoPacket, int, JsonSerializerOptions)"/>
    public static T? Read<T>(ReadOnlySpan<byte> value, ReadOnlyMemory<byte>[] attachments, JsonSerializerOptions json)
    {
        var outer = BinaryScope.Attachments;
        BinaryScope.Attachments = attachments;
        try
        {
            return JsonSerializer.Deserialize<T>(value, json);
        }
        finally
        {
            BinaryScope.Attachments = outer;
        }
    }
}
