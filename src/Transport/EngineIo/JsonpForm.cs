using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace AkkaSocketIo.Transport.EngineIo;

/// <summary>
/// Polling for browsers that can only load scripts and send forms: a payload goes out as the argument of a call, and comes in
/// as the field <c>d</c> of a form.
/// </summary>
internal static class JsonpForm
{
    /// <summary>The query parameter that asks for it, and that numbers the client's function.</summary>
    public const string IndexKey = "j";

    private const string Field = "d";

    // Line separators are escaped by it too: they end a line of a script, but not a string of JSON.
    private static readonly JsonWriterOptions s_script = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The script that calls the client's function. Nothing but the digits of the index gets into it.</summary>
    public static ArrayBufferWriter<byte> Wrap(string index, ReadOnlySpan<byte> payload)
    {
        var script = new ArrayBufferWriter<byte>(payload.Length + 64);
        Encoding.UTF8.GetBytes($"___eio[{string.Concat(index.Where(char.IsAsciiDigit))}](", script);
        using (var json = new Utf8JsonWriter(script, s_script))
        {
            json.WriteStringValue(payload);
        }

        script.Write(");"u8);
        return script;
    }

    /// <summary>The payload that a form brings; null when the form has none.</summary>
    public static byte[]? Unwrap(ReadOnlySpan<byte> form)
    {
        string? payload = null;
        foreach (var pair in new QueryStringEnumerable(Encoding.UTF8.GetString(form)))
        {
            if (pair.DecodeName().Span.SequenceEqual(Field))
            {
                payload = pair.DecodeValue().ToString();
            }
        }

        return payload is null ? null : Encoding.UTF8.GetBytes(Unescape(payload));
    }

    /// <summary>
    /// A form changes line ends, so its client writes one as a backslash and an n, and puts another backslash before what looks
    /// like that already.
    /// </summary>
    private static string Unescape(string text)
    {
        if (!text.Contains("\\n", StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\')
            {
                result.Append(text[at]);
                continue;
            }

            var backslashes = text.AsSpan(at).IndexOfAnyExcept('\\');
            backslashes = backslashes < 0 ? text.Length - at : backslashes;
            at += backslashes;
            if (at == text.Length || text[at] != 'n')
            {
                at--;
                result.Append('\\', backslashes);
            }
            else if (backslashes == 1)
            {
                result.Append('\n');
            }
            else
            {
                result.Append('\\', backslashes - 1).Append('n');
            }
        }

        return result.ToString();
    }
}
