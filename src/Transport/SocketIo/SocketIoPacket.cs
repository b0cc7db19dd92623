using System.Text;
using System.Text.Json;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// A decoded packet. The payload stays as it came: only the places of its elements are known, and values are made when a
/// handler asks for them.
/// </summary>
internal sealed class SocketIoPacket
{
    /// <summary>No acknowledgement is wanted.</summary>
    public const long NoId = -1;

    public JsonElements Elements;

    /// <summary>The type without its binary variant: <see cref="SocketIoPacketType.Event"/> for both kinds of event.</summary>
    public required SocketIoPacketType Type { get; init; }

    public required string Namespace { get; init; }

    public long Id { get; init; } = NoId;

    /// <summary>The JSON after the head; empty if there was none.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    public ReadOnlyMemory<byte>[] Attachments { get; init; } = [];

    public bool HasPayload => !Payload.IsEmpty;

    /// <summary>The name of an event: its first element, a string or a number.</summary>
    public string EventName()
    {
        var name = Payload.Span[Elements[0]];
        if (name[0] != (byte)'"')
        {
            return Encoding.UTF8.GetString(name);
        }

        var reader = new Utf8JsonReader(name);
        reader.Read();
        return reader.GetString()!;
    }
}
