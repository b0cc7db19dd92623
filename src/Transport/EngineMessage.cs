using System.Collections.ObjectModel;
using System.Text;

namespace AkkaSocketIo;

/// <summary>A message of an Engine.IO client.</summary>
public readonly struct EngineMessage
{
    private readonly IReadOnlyDictionary<string, string>? _headers;

    /// <param name="data">The bytes; for a text message its UTF-8.</param>
    /// <param name="isBinary">Whether it is bytes and not text.</param>
    public EngineMessage(ReadOnlyMemory<byte> data, bool isBinary)
        : this(data, isBinary, null)
    {
    }

    internal EngineMessage(ReadOnlyMemory<byte> data, bool isBinary, IReadOnlyDictionary<string, string>? headers)
    {
        _headers = headers;
        Data = data;
        IsBinary = isBinary;
    }

    /// <summary>The bytes; for a text message its UTF-8. Never pooled: they may be kept.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Whether the client sent bytes and not text.</summary>
    public bool IsBinary { get; }

    /// <summary>
    /// The headers of the POST that brought it, names in lower case; several values are joined by a comma. Empty for a message that came by
    /// WebSocket.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers => _headers ?? ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The text of a text message.</summary>
    public string Text => Encoding.UTF8.GetString(Data.Span);
}
