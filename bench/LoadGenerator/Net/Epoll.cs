using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AkkaSocketIo.LoadGenerator;

/// <summary>An edge-triggered epoll set: a socket is registered once and never changed, which saves a call per message.</summary>
internal sealed unsafe class Epoll : IDisposable
{
    private const int Capacity = 1024;

    // The kernel packs the structure on x64 only.
    private static readonly int _tokenOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int _stride = _tokenOffset + sizeof(ulong);

    private readonly byte[] _events = GC.AllocateArray<byte>(Capacity * _stride, pinned: true);
    private readonly int _fd;

    public Epoll()
    {
        _fd = Libc.EpollCreate(0);
        if (_fd < 0) throw new Win32Exception();
    }

    public void Add(int fd, int token)
    {
        Span<byte> epollEvent = stackalloc byte[_stride];
        BinaryPrimitives.WriteUInt32LittleEndian(epollEvent, Libc.EpollIn | Libc.EpollOut | Libc.EpollEdge);
        BinaryPrimitives.WriteUInt64LittleEndian(epollEvent[_tokenOffset..], (ulong)token);
        fixed (byte* pointer = epollEvent)
        {
            if (Libc.EpollControl(_fd, Libc.EpollAdd, fd, pointer) < 0) throw new Win32Exception();
        }
    }

    /// <summary>Waits for events and says how many there are; <see cref="Event"/> reads them.</summary>
    public int Wait(int milliseconds)
    {
        fixed (byte* pointer = _events)
        {
            var count = Libc.EpollWait(_fd, pointer, Capacity, milliseconds);
            if (count >= 0) return count;
            if (Marshal.GetLastPInvokeError() == Libc.Interrupted) return 0;
            throw new Win32Exception();
        }
    }

    public (int Token, uint Flags) Event(int index)
    {
        var epollEvent = _events.AsSpan(index * _stride, _stride);
        return ((int)BinaryPrimitives.ReadUInt64LittleEndian(epollEvent[_tokenOffset..]),
            BinaryPrimitives.ReadUInt32LittleEndian(epollEvent));
    }

    public void Dispose() => _ = Libc.Close(_fd);
}
