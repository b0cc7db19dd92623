using System.Text;

namespace AkkaSocketIo;

/// <summary>A message of an Engine.IO client.</summary>
public readonly struct EngineMessage
{
    /// <param name="data">The bytes; for a text message its UTF-8.</param>
    /// <param name="isBinary">Whether it is bytes and not text.</param>
    public EngineMessage(ReadOnlyMemory<byte> data, bool isBinary)
    {
        Data = data;
        IsBinary = isBinary;
    }

    /// <summary>The bytes; for a text message its UTF-8. Never pooled: they may be kept.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Whether the client sent bytes and not text.</summary>
    public bool IsBinary { get; }

    /// <summary>The text of a text message.</summary>
    public string Text => Encoding.UTF8.GetString(Data.Span);
}
