using System.Runtime.InteropServices;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo;

/// <summary>
/// An event as it goes out to clients: encoded once, for all who get it, and never changed. An adapter takes its bytes to
/// other servers and makes a packet of them there.
/// </summary>
public abstract class BroadcastPacket
{
    private protected BroadcastPacket()
    {
    }

    /// <summary>The text message; empty where the parser writes binary messages only.</summary>
    public abstract ReadOnlyMemory<byte> TextBytes { get; }

    /// <summary>The binary messages that follow it, in their order.</summary>
    public abstract IReadOnlyList<ReadOnlyMemory<byte>> BinaryParts { get; }

    /// <summary>Whether a transport that compresses may compress it.</summary>
    public abstract bool Compress { get; init; }

    /// <summary>Makes a packet of what another server has encoded. The memory is kept, not copied: it must not change any more.</summary>
    /// <param name="textBytes">See <see cref="TextBytes"/>.</param>
    /// <param name="binaryParts">See <see cref="BinaryParts"/>.</param>
    /// <param name="compress">See <see cref="Compress"/>.</param>
    public static BroadcastPacket FromBytes(ReadOnlyMemory<byte> textBytes, IReadOnlyList<ReadOnlyMemory<byte>> binaryParts, bool compress = true)
    {
        ArgumentNullException.ThrowIfNull(binaryParts);
        return new EncodedPacket(textBytes.IsEmpty ? null : AsArray(textBytes), [.. binaryParts]) { Compress = compress };
    }

    private static byte[] AsArray(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : bytes.ToArray();
}
