using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AkkaSocketIo.LoadGenerator;

/// <summary>A non-blocking TCP socket to a port of this machine.</summary>
internal readonly unsafe struct ClientSocket
{
    private ClientSocket(int fd) => Fd = fd;

    public int Fd { get; }

    public static ClientSocket Connect(int port)
    {
        var fd = Libc.Socket(Libc.AddressFamilyInet, Libc.NonBlockingStream, 0);
        if (fd < 0) throw new Win32Exception();
        var on = 1;
        _ = Libc.SetSocketOption(fd, Libc.LevelTcp, Libc.TcpNoDelay, &on, sizeof(int));

        const int addressLength = 16;
        var address = stackalloc byte[addressLength];
        var span = new Span<byte>(address, addressLength);
        span.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(span, Libc.AddressFamilyInet);
        BinaryPrimitives.WriteUInt16BigEndian(span[2..], (ushort)port);
        span[4] = 127;
        span[7] = 1;
        if (Libc.Connect(fd, address, addressLength) < 0 && Marshal.GetLastPInvokeError() != Libc.InProgress)
            throw new Win32Exception();
        return new ClientSocket(fd);
    }

    /// <summary>The number of bytes read; 0 at the end of the stream or after a reset; -1 if there is nothing to read now.</summary>
    public int Receive(Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            var read = Libc.Receive(Fd, pointer, buffer.Length, 0);
            if (read < 0 && Marshal.GetLastPInvokeError() == Libc.ConnectionReset) return 0;
            return Checked(read, "reading");
        }
    }

    /// <summary>The number of bytes written; -1 if none can be written now.</summary>
    public int Send(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* pointer = bytes)
        {
            return Checked(Libc.Send(Fd, pointer, bytes.Length, Libc.NoSignal), "writing");
        }
    }

    public void Close() => _ = Libc.Close(Fd);

    private static int Checked(nint result, string what)
    {
        if (result >= 0) return (int)result;
        var error = Marshal.GetLastPInvokeError();
        return error is Libc.Again or Libc.Interrupted
            ? -1
            : throw new ProtocolException($"{what}: {new Win32Exception(error).Message}");
    }
}
