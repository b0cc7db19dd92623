using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>An argument of an event that a middleware has changed: one that came, by its index, or a value put in.</summary>
internal readonly record struct RewrittenArgument
{
    private readonly int _index;
    private readonly object? _value;

    private RewrittenArgument(int index, object? value)
    {
        _index = index;
        _value = value;
    }

    public static RewrittenArgument New(object? value) => new(-1, value);

    public static List<RewrittenArgument> AsTheyCame(int count)
    {
        var all = new List<RewrittenArgument>(count + 1);
        for (var i = 0; i < count; i++)
        {
            all.Add(new RewrittenArgument(i, null));
        }

        return all;
    }

    /// <summary>The event as if it had come like this, without the credit of the one that came.</summary>
    public static SocketIoPacket Rewrite(SocketIoPacket packet, string name, List<RewrittenArgument> arguments, JsonSerializerOptions json)
    {
        using var writer = PacketWriter.RentArray();

        // The attachments stay in front, so that placeholders in what is kept stay right.
        writer.AddAttachments(packet.Attachments);
        writer.Json.WriteStringValue(name);
        foreach (var argument in arguments)
        {
            if (argument._index >= 0)
            {
                writer.WriteRaw(packet.Payload.Span[packet.Elements[argument._index + 1]]);
            }
            else
            {
                EventEncoder.WriteAll(writer, [argument._value], json);
            }
        }

        return JsonCodec.Instance.Decode(writer.ToPacket(JsonCodec.Instance, SocketIoPacketType.Event, packet.Namespace, packet.Id));
    }
}
