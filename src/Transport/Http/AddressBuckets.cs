using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace AkkaSocketIo.Transport.Http;

/// <summary>
/// A token bucket for each address that opens sessions. Addresses of IPv6 count by their first 64 bits, which is what one
/// client has. There are two tables, of which the older one is dropped as soon as all in it are full again: who stays away
/// is forgotten, and nothing has to be searched. A bounded number is known, so a flood from many addresses costs only its
/// own memory of who was there.
/// </summary>
/// <param name="limit">For one address.</param>
/// <param name="time">The clock.</param>
/// <param name="capacity">Addresses in each of the two tables.</param>
internal sealed class AddressBuckets(RateLimit limit, TimeProvider time, int capacity = 50_000)
{
    private readonly Lock _gate = new();
    private Dictionary<(ulong High, bool IsV6), TokenBucket> _recent = [];
    private Dictionary<(ulong High, bool IsV6), TokenBucket> _older = [];
    private long _turned;

    /// <summary>How many addresses are known.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _recent.Count + _older.Count;
            }
        }
    }

    /// <summary>False: the address has to wait.</summary>
    /// <param name="address">Null, as with a Unix socket, is not limited: all would be one.</param>
    /// <param name="wait">How long.</param>
    public bool TryTake(IPAddress? address, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (address is null)
        {
            return true;
        }

        var key = KeyOf(address);
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (now - _turned >= limit.Refill || _recent.Count >= capacity)
            {
                (_older, _recent, _turned) = (_recent, [], now);
            }

            ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(_recent, key, out var isKnown);
            if (!isKnown && _older.Remove(key, out var older))
            {
                bucket = older;
            }

            if (bucket.TryTake(limit, now))
            {
                return true;
            }

            wait = TimeSpan.FromSeconds((double)bucket.Wait(limit, now) / time.TimestampFrequency);
            return false;
        }
    }

    private static (ulong High, bool IsV6) KeyOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? (BinaryPrimitives.ReadUInt64BigEndian(bytes), true)
            : (BinaryPrimitives.ReadUInt32BigEndian(bytes), false);
    }
}
