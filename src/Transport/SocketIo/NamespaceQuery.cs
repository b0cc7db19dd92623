using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// Clients of Engine.IO revision 3 have no payload in CONNECT: what is for the middlewares stands behind the namespace's name,
/// as in <c>/chat?token=abc</c>.
/// </summary>
internal static class NamespaceQuery
{
    /// <summary>About as long as web servers let the query of a request be.</summary>
    public const int MaxLength = 8 * 1024;

    /// <summary>The namespace's name without its query.</summary>
    public static string NameOf(string text)
    {
        var end = text.IndexOf('?', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    /// <summary>The query as a JSON object of strings, lists of them where a key comes again; empty if there is none.</summary>
    public static byte[] ToJson(string text)
    {
        var start = text.IndexOf('?', StringComparison.Ordinal);
        if (start < 0)
        {
            return [];
        }

        var values = new OrderedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(text.AsMemory(start)))
        {
            var name = pair.DecodeName().ToString();
            if (!values.TryGetValue(name, out var all))
            {
                values.Add(name, all = []);
            }

            all.Add(pair.DecodeValue().ToString());
        }

        var output = new ArrayBufferWriter<byte>(text.Length);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            foreach (var (name, all) in values)
            {
                json.WritePropertyName(name);
                if (all is [var single])
                {
                    json.WriteStringValue(single);
                }
                else
                {
                    JsonSerializer.Serialize(json, all);
                }
            }

            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
