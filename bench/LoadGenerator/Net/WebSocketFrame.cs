using System.Buffers.Binary;

namespace AkkaSocketIo.LoadGenerator;

/// <summary>One frame of a server, read in place.</summary>
internal readonly ref struct WebSocketFrame
{
    public const int Continuation = 0x0;
    public const int Text = 0x1;
    public const int Binary = 0x2;
    public const int Close = 0x8;
    public const int Ping = 0x9;
    public const int Pong = 0xA;

    private WebSocketFrame(int opcode, bool isFinal, ReadOnlySpan<byte> payload)
    {
        Opcode = opcode;
        IsFinal = isFinal;
        Payload = payload;
    }

    public int Opcode { get; }

    public bool IsFinal { get; }

    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Reads the frame at the start of <paramref name="input"/>; <paramref name="length"/> is 0 if it is not all there.</summary>
    public static WebSocketFrame Read(ReadOnlySpan<byte> input, out int length)
    {
        length = 0;
        if (input.Length < 2) return default;
        if ((input[0] & 0x70) != 0 || (input[1] & 0x80) != 0)
            throw new ProtocolException($"frame header {input[0]:x2} {input[1]:x2}: compressed or masked by the server");

        var header = 2;
        long size = input[1];
        if (size == 126)
        {
            header = 4;
            if (input.Length < header) return default;
            size = BinaryPrimitives.ReadUInt16BigEndian(input[2..]);
        }
        else if (size == 127)
        {
            header = 10;
            if (input.Length < header) return default;
            size = BinaryPrimitives.ReadInt64BigEndian(input[2..]);
        }

        if (size > input.Length - header) return default;
        length = header + (int)size;
        return new WebSocketFrame(input[0] & 0x0f, (input[0] & 0x80) != 0, input[header..length]);
    }
}
