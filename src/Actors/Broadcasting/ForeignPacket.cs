using System.Text.Json;
using AkkaSocketIo.Actors.Namespaces;
using AkkaSocketIo.Actors.Sockets;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Broadcasting;

/// <summary>What another node has encoded. That node is trusted: no limits for clients are asked.</summary>
internal static class ForeignPacket
{
    /// <summary>The same event with an acknowledgement's id of this node.</summary>
    public static EncodedPacket WithId(BroadcastPacket packet, Namespace nsp, long id)
    {
        var decoded = Decode(packet, nsp.Node);
        var encoded = EventEncoder.Event(nsp.Name, decoded.EventName(), [new EventArguments(decoded, 1, nsp.Node.Json)], id, nsp.Node);
        return packet.Compress ? encoded : encoded.WithoutCompression();
    }

    public static SocketIoPacket Decode(BroadcastPacket packet, SocketIoNode node)
    {
        ArgumentNullException.ThrowIfNull(packet);
        return node.Parser.Decode((EncodedPacket)packet);
    }

    /// <exception cref="ArgumentException">It is no array.</exception>
    public static EventArguments ReadArguments(ReadOnlyMemory<byte> json, IReadOnlyList<ReadOnlyMemory<byte>> attachments, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(attachments);

        // As an acknowledgement: all of its elements are arguments.
        var head = attachments.Count == 0 ? "43" : $"46{attachments.Count}-";
        var text = new byte[head.Length + json.Length];
        System.Text.Encoding.ASCII.GetBytes(head, text);
        json.Span.CopyTo(text.AsSpan(head.Length));
        try
        {
            return new EventArguments(JsonCodec.Instance.Decode(new EncodedPacket(text, [.. attachments])), 0, options);
        }
        catch (PacketException e)
        {
            throw new ArgumentException("It is no JSON array.", nameof(json), e);
        }
    }
}
