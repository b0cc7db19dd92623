using Akka.Event;
using AkkaSocketIo.Transport.EngineIo;

namespace AkkaSocketIo.Transport.Streams;

/// <summary>
/// One Engine.IO packet on its way from a transport to the connection's actor. The same object goes through the whole
/// graph (an element that is a struct would be boxed at each stage) and is then the actor's message.
/// </summary>
internal sealed class InboundPacket(ITransportLink link, ReadOnlyMemory<byte> frame, bool isBinary) : IDeadLetterSuppression
{
    private const int Overhead = 128;

    /// <summary>The transport that brought it.</summary>
    public ITransportLink Link { get; } = link;

    /// <summary>The frame's kind at first, the message's once decoded: bytes may come as base64 in a text frame.</summary>
    public bool IsBinary { get; private set; } = isBinary;

    public EnginePacketType Type { get; private set; }

    /// <summary>The frame at first, what follows the type character once decoded.</summary>
    public ReadOnlyMemory<byte> Data { get; private set; } = frame;

    /// <summary>Bytes of the packet, without what is around it.</summary>
    public int Length { get; private init; } = frame.Length;

    /// <summary>
    /// What it takes of the window, given back exactly once: its bytes, and what the smallest packet costs in memory while it
    /// waits.
    /// </summary>
    public int Size { get; } = frame.Length + Overhead;

    public InboundPacket(ITransportLink link, in EnginePacket packet)
        : this(link, packet.Data, packet.IsBinary)
    {
        Type = packet.Type;
        Length = packet.IsBinary ? packet.Data.Length : packet.Size;
    }

    /// <summary>The packet is handled, or never will be. To be called once.</summary>
    public void ReturnCredit() => Link.Credit.Return(Size);

    /// <param name="protocol">The revision that the frame is written in.</param>
    public bool TryDecode(int protocol)
    {
        EnginePacket packet;
        if (protocol == 4 && IsBinary)
        {
            packet = EngineCodecV4.DecodeBinary(Data);
        }
        else if (!(protocol == 4 ? EngineCodecV4.TryDecodeText(Data, out packet)
            : IsBinary ? EngineCodecV3.TryDecodeBinary(Data, out packet)
            : EngineCodecV3.TryDecodeText(Data, out packet)))
        {
            return false;
        }

        Type = packet.Type;
        Data = packet.Data;
        IsBinary = packet.IsBinary;
        return true;
    }
}
