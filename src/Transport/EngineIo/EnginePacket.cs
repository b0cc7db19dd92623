namespace AkkaSocketIo.Transport.EngineIo;

/// <summary>One decoded Engine.IO packet: its type and what follows the type character.</summary>
internal readonly record struct EnginePacket(EnginePacketType Type, ReadOnlyMemory<byte> Data, bool IsBinary)
{
    /// <summary>What the packet counts for in windows and limits.</summary>
    public int Size => Data.Length + 1;
}
