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
        var decoded = Decode(packet);
        var encoded = EventEncoder.Event(nsp.Name, decoded.EventName(), [new EventArguments(decoded, 1, nsp.Node.Json)], id, nsp.Node.Json);
        return packet.Compress ? encoded : encoded.WithoutCompression();
    }

    public static SocketIoPacket Decode(BroadcastPacket packet)
    {
        ArgumentNullException.ThrowIfNull(packet);

        // Behind the Engine.IO type.
        return Parse(packet.TextBytes[1..], packet.BinaryParts);
    }

    /// <exception cref="ArgumentException">It is no array.</exception>
    public static EventArguments ReadArguments(ReadOnlyMemory<byte> json, IReadOnlyList<ReadOnlyMemory<byte>> attachments, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(attachments);
        var head = attachments.Count == 0 ? "3" : $"6{attachments.Count}-";
        var text = new byte[head.Length + json.Length];
        System.Text.Encoding.ASCII.GetBytes(head, text);
        json.Span.CopyTo(text.AsSpan(head.Length));
        try
        {
            return new EventArguments(Parse(text, attachments), 0, options);
        }
        catch (PacketException e)
        {
            throw new ArgumentException("It is no JSON array.", nameof(json), e);
        }
    }

    private static SocketIoPacket Parse(ReadOnlyMemory<byte> text, IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var decoder = new PacketDecoder(new ParserLimits
        {
            MaxAttachments = parts.Count,
            MaxAttachmentsBytes = long.MaxValue,
            MaxEventNameLength = int.MaxValue,
            MaxNamespaceLength = int.MaxValue,
            MaxJsonDepth = 1000,
        });
        var packet = decoder.Add(text, isBinary: false);
        foreach (var part in parts)
        {
            packet = decoder.Add(part, isBinary: true);
        }

        return packet ?? throw new PacketException(PacketError.IllegalAttachments, "attachments are missing");
    }
}
