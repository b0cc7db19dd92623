using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Recovery;

/// <summary>
/// What stands behind the arguments of an event in a namespace with recovery. The official client takes any string at the
/// end of an event, its name included, for the offset that it sends when it comes back.
/// </summary>
internal sealed class EventTail(string? offset)
{
    /// <summary>For an event that is not in the log: a null behind a last string, or the client would take that for an offset.</summary>
    public static readonly EventTail Guard = new(null);

    public void Write(PacketWriter writer)
    {
        if (offset is not null)
        {
            writer.Json.WriteStringValue(offset);
        }
        else if (writer.EndsWithString)
        {
            writer.Json.WriteNullValue();
        }
    }
}
