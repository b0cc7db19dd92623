using System.Text;
using AkkaSocketIo.Transport.EngineIo;

namespace AkkaSocketIo;

/// <summary>A packet of a session, for those who watch.</summary>
public readonly struct EnginePacketInfo
{
    private static readonly string[] s_types = ["open", "close", "ping", "pong", "message", "upgrade", "noop"];

    private readonly EnginePacketType _type;

    internal EnginePacketInfo(EnginePacketType type, ReadOnlyMemory<byte> data, bool isBinary)
    {
        _type = type;
        Data = data;
        IsBinary = isBinary;
    }

    /// <summary><c>open</c>, <c>close</c>, <c>ping</c>, <c>pong</c>, <c>message</c>, <c>upgrade</c> or <c>noop</c>.</summary>
    public string Type => s_types[(int)_type];

    /// <summary>What follows the type; for text its UTF-8. Must not be changed: others get the same bytes.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Whether it is a message of bytes and not of text.</summary>
    public bool IsBinary { get; }

    /// <summary>The text of a packet that is not binary.</summary>
    public string Text => Encoding.UTF8.GetString(Data.Span);
}
