using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace AkkaSocketIo.LoadGenerator;

/// <summary>A message that is constant but for one number: written without formatting, checked without parsing.</summary>
internal sealed class NumberedText(string prefix, string suffix, int digits = 0)
{
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(prefix);
    private readonly byte[] _suffix = Encoding.UTF8.GetBytes(suffix);

    public void Send(Connection connection, long number)
    {
        Span<byte> text = stackalloc byte[20];
        var format = digits == 0 ? default : new StandardFormat('D', (byte)digits);
        _ = Utf8Formatter.TryFormat(number, text, out var written, format);
        connection.Send(_prefix, text[..written], _suffix);
    }

    public bool StartsLike(ReadOnlySpan<byte> message) => message.StartsWith(_prefix);

    /// <summary>The number of <paramref name="message"/>, which must be this text.</summary>
    public long Read(ReadOnlySpan<byte> message)
    {
        if (message.StartsWith(_prefix)
            && Utf8Parser.TryParse(message[_prefix.Length..], out long number, out var consumed)
            && message[(_prefix.Length + consumed)..].SequenceEqual(_suffix))
        {
            return number;
        }

        throw ProtocolException.Unexpected(message);
    }
}
