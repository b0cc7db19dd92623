using System.Collections.Frozen;
using System.Text.Json;
using AkkaSocketIo.Actors.Recovery;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Sockets;

/// <summary>Encodes events and acknowledgements on the emitter's thread, and refuses what cannot be meant as data.</summary>
internal static class EventEncoder
{
    private static readonly FrozenSet<string> s_reserved = FrozenSet.Create(
        StringComparer.Ordinal, "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    /// <exception cref="ArgumentException">The protocol keeps this name for itself.</exception>
    public static void CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (s_reserved.Contains(name))
        {
            throw new ArgumentException($"\"{name}\" is a reserved event name", nameof(name));
        }
    }

    /// <param name="nsp">The namespace.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="id">Of the acknowledgement that is wanted.</param>
    /// <param name="node">Says how values become JSON, and how packets look.</param>
    /// <param name="tail">What stands behind the arguments, in a namespace with recovery.</param>
    public static EncodedPacket Event(string nsp, string name, ReadOnlySpan<object?> arguments, long id, SocketIoNode node, EventTail? tail = null)
    {
        CheckName(name);
        using var writer = PacketWriter.RentArray();
        writer.Json.WriteStringValue(name);
        if (arguments is [EventArguments forwarded])
        {
            writer.WriteRaw(forwarded.Packet, forwarded.First);
            tail?.Write(writer);
            return writer.ToPacket(node.Parser, SocketIoPacketType.Event, nsp, id, copyAttachments: false);
        }

        WriteAll(writer, arguments, node.Json);
        tail?.Write(writer);
        return writer.ToPacket(node.Parser, SocketIoPacketType.Event, nsp, id);
    }

    public static EncodedPacket Ack(string nsp, ReadOnlySpan<object?> arguments, long id, SocketIoNode node)
    {
        using var writer = PacketWriter.RentArray();
        WriteAll(writer, arguments, node.Json);
        return writer.ToPacket(node.Parser, SocketIoPacketType.Ack, nsp, id);
    }

    public static EncodedPacket AckTyped<T>(string nsp, T argument, long id, SocketIoNode node)
    {
        using var writer = PacketWriter.RentArray();
        writer.Write(argument, node.Json);
        return writer.ToPacket(node.Parser, SocketIoPacketType.Ack, nsp, id);
    }

    public static EncodedPacket AckError(string nsp, string message, object? data, long id, SocketIoNode node)
    {
        using var writer = PacketWriter.RentArray();
        writer.Json.WriteStartObject();
        writer.Json.WritePropertyName("error"u8);
        ControlPackets.WriteError(writer.Json, message, data, node.Json);
        writer.Json.WriteEndObject();
        return writer.ToPacket(node.Parser, SocketIoPacketType.Ack, nsp, id);
    }

    public static EncodedPacket Forward(string nsp, EventArguments arguments, long id, SocketIoNode node)
    {
        using var writer = PacketWriter.RentArray();
        writer.WriteRaw(arguments.Packet, arguments.First);
        return writer.ToPacket(node.Parser, SocketIoPacketType.Ack, nsp, id, copyAttachments: false);
    }

    private static bool IsValueTask(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>);

    public static void WriteAll(PacketWriter writer, ReadOnlySpan<object?> arguments, JsonSerializerOptions json)
    {
        foreach (var argument in arguments)
        {
            switch (argument)
            {
                case Delegate:
                    throw new ArgumentException("A delegate is no data: to wait for an acknowledgement, await EmitWithAckAsync.", nameof(arguments));
                case Task or ValueTask:
                case not null when IsValueTask(argument.GetType()):
                    throw new ArgumentException("A task is no data: await it, and pass its result.", nameof(arguments));
                case CancellationToken:
                    throw new ArgumentException("A CancellationToken is no data: pass the arguments in brackets and the token behind them.", nameof(arguments));
                case EventArguments:
                    throw new ArgumentException("EventArguments are forwarded as the only argument, not among others: read values with Get, or take each as an EventArgument.", nameof(arguments));
                default:
                    writer.Write(argument, json);
                    break;
            }
        }
    }
}
