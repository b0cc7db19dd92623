using AkkaSocketIo.Transport.SocketIo;
using CsCheck;

namespace AkkaSocketIo.Transport.Tests.SocketIo;

/// <summary>Bytes as nobody should send them.</summary>
internal static class HostileInput
{
    /// <summary>What may be allocated whatever came: an exception with its stack trace, and what code makes when it runs first.</summary>
    public const long Overhead = 32 * 1024;

    /// <summary>What almost is a packet: an example with some bytes changed, put in or left out.</summary>
    public static readonly Gen<byte[]> Damaged =
        Gen.Select(Gen.OneOf(ProtocolExample.All), Gen.Select(Gen.Int[0, 80], Gen.Int[0, 2], Gen.Byte).Array[0, 4])
            .Select((example, edits) => Damage(example.Bytes, edits));

    public static readonly Gen<byte[]> Any = Gen.OneOf(Gen.Byte.Array, Damaged);

    /// <summary>False when the message was refused; any other exception is the test's failure.</summary>
    public static bool TryAdd(PacketDecoder decoder, ReadOnlyMemory<byte> data, out SocketIoPacket? packet, bool isBinary = false)
    {
        packet = null;
        try
        {
            packet = decoder.Add(data, isBinary);
            return true;
        }
        catch (PacketException)
        {
            return false;
        }
    }

    /// <summary>Bytes that the current thread allocated meanwhile.</summary>
    public static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public static byte[] Damage(byte[] bytes, (int At, int Kind, byte Value)[] edits)
    {
        var list = bytes.ToList();
        foreach (var (at, kind, value) in edits.Where(e => e.At < list.Count))
        {
            if (kind > 0)
            {
                list.RemoveAt(at);
            }

            if (kind < 2)
            {
                list.Insert(at, value);
            }
        }

        return [.. list];
    }
}
